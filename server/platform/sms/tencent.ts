import { z } from "zod";
import type { Config } from "../config.ts";
import { type DeliveryCode, DeliveryProblem } from "../delivery.ts";
import type { OutgoingSms, SmsCarrier } from "./carrier.ts";
import { authorization } from "./tc3.ts";

const Answer = z.object({
  Response: z.object({
    Error: z.object({ Code: z.string() }).optional(),
    SendStatusSet: z.array(z.object({ Code: z.string(), SerialNo: z.string().nullish() })).optional(),
  }),
});

const patienceMs = 15_000;

/** Text messages over Tencent Cloud's SMS API, version 2021-01-11, action SendSms. */
export function tencentCarrier(config: NonNullable<Config["sms"]>, now: () => Date): SmsCarrier {
  const { host } = new URL(config.url);
  return {
    send: async (sms) => {
      const body = JSON.stringify(bodyOf(config, sms));
      const timestamp = Math.floor(now().getTime() / 1000);
      const signed = authorization({ ...config, service: "sms", host, action: "SendSms", body, timestamp });
      const reply = await fetch(config.url, {
        method: "POST",
        headers: {
          authorization: signed,
          "content-type": "application/json; charset=utf-8",
          "x-tc-action": "SendSms",
          "x-tc-version": "2021-01-11",
          "x-tc-timestamp": String(timestamp),
          "x-tc-region": "ap-guangzhou",
        },
        body,
        redirect: "error",
        signal: AbortSignal.timeout(patienceMs),
      }).catch((cause: unknown) => {
        // Without a connection nothing was asked; once there was one, it may have been heard.
        throw new DeliveryProblem(neverReached(cause) ? "away" : "unsure", { cause });
      });
      const answer = Answer.safeParse(await reply.json().catch(() => undefined));
      if (!answer.success) throw new DeliveryProblem([429, 503].includes(reply.status) ? "deferred" : "unsure");
      const { Error: refusal, SendStatusSet: [status] = [] } = answer.data.Response;
      const code = refusal?.Code ?? status?.Code;
      if (code !== "Ok") throw new DeliveryProblem(meaningOf(code ?? ""));
      return { providerId: status?.SerialNo ?? null };
    },
  };
}

function bodyOf(config: NonNullable<Config["sms"]>, { id, to, text, registered }: OutgoingSms) {
  const number = registered?.number ?? config.text;
  if (!number) throw new DeliveryProblem("unregistered");
  return {
    PhoneNumberSet: [`+86${to}`],
    SmsSdkAppId: config.app,
    ...(config.sign && { SignName: config.sign }),
    TemplateId: number,
    TemplateParamSet: registered ? registered.values : [text],
    SessionContext: id,
  };
}

const meanings: readonly (readonly [RegExp, DeliveryCode])[] = [
  [/^AuthFailure|^UnauthorizedOperation\.(RequestPermissionDeny|SdkAppId)/, "sign_in"],
  [/^RequestLimitExceeded|^LimitExceeded|^InternalError|^FailedOperation\.InsufficientBalance/, "deferred"],
  [/Template|Signature|^InvalidParameterValue\.(ProhibitedUse|ContentLength)/, "unregistered"],
];
const meaningOf = (code: string): DeliveryCode => meanings.find(([pattern]) => pattern.test(code))?.[1] ?? "refused";

const neverReached = (error: unknown): boolean => {
  const { cause } = error as { cause?: { code?: string } };
  return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_|SELF_SIGNED|ERR_TLS)/.test(
    cause?.code ?? "",
  );
};
