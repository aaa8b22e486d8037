import { createHash, createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { authorization } from "./tc3.ts";
import { tencentCarrier } from "./tencent.ts";

test("the signature is that of the worked example in Tencent Cloud's documents", () => {
  const stars = "*".repeat(32);
  expect(
    authorization({
      secretId: `AKID${stars}`,
      secretKey: stars,
      service: "cvm",
      host: "cvm.tencentcloudapi.com",
      action: "DescribeInstances",
      body: String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
      timestamp: 1551113065,
    }),
  ).toBe(
    `TC3-HMAC-SHA256 Credential=AKID${stars}/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, ` +
      "Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f",
  );
});

const now = new Date("2026-06-15T02:00:00Z");
const secretKey = "kept-secret";
const sms = { id: "0197-1", to: "13812345678", text: "您反映的事项已受理" };
const ok = {
  SendStatusSet: [
    {
      SerialNo: "5000:1045710669157053657849499619",
      PhoneNumber: "+8613812345678",
      Fee: 1,
      Code: "Ok",
      Message: "send success",
    },
  ],
  RequestId: "a0aabda6-cf91-4f3e-a81f-9198114a2279",
};

let server: Server;
let answer: (body: any) => { status?: number; response?: object; text?: string };
let asked: any[];

/** Answers as the documents say; a signature that is not theirs is refused, worked out here a second time. */
beforeEach(async () => {
  asked = [];
  answer = () => ({ response: ok });
  server = createServer(async (request, reply) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { headers } = request;
    const json = (response: object, status = 200) =>
      reply.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ Response: response }));
    const hash = (value: string) => createHash("sha256").update(value).digest("hex");
    const sign = (key: string | Buffer, value: string) => createHmac("sha256", key).update(value).digest();
    const at = headers["x-tc-timestamp"] as string;
    const day = new Date(Number(at) * 1000).toISOString().slice(0, 10);
    const canonical = `POST\n/\n\ncontent-type:${headers["content-type"]}\nhost:${headers.host}\nx-tc-action:${String(headers["x-tc-action"]).toLowerCase()}\n\ncontent-type;host;x-tc-action\n${hash(text)}`;
    const right = sign(
      sign(sign(sign(`TC3${secretKey}`, day), "sms"), "tc3_request"),
      `TC3-HMAC-SHA256\n${at}\n${day}/sms/tc3_request\n${hash(canonical)}`,
    ).toString("hex");
    if (headers["x-tc-version"] !== "2021-01-11" || headers["x-tc-action"] !== "SendSms")
      return json({ Error: { Code: "InvalidAction", Message: "" } });
    if (!headers.authorization?.endsWith(`Signature=${right}`))
      return json({ Error: { Code: "AuthFailure.SignatureFailure", Message: "" }, RequestId: "1" });
    asked.push(JSON.parse(text));
    const { status, response, text: plain } = answer(asked.at(-1));
    return plain === undefined ? json(response!, status) : reply.writeHead(status ?? 200).end(plain);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

const carrier = (more: object = {}) =>
  tencentCarrier(
    {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      secretId: "AKID1",
      secretKey,
      app: "1400006666",
      sign: "有章",
      text: "100",
      ...more,
    },
    () => now,
  );

describe("a text message", () => {
  test("without a registered text goes as the one place of the common one", async () => {
    expect(await carrier().send(sms)).toEqual({ providerId: "5000:1045710669157053657849499619" });
    expect(asked).toEqual([
      {
        PhoneNumberSet: ["+8613812345678"],
        SmsSdkAppId: "1400006666",
        SignName: "有章",
        TemplateId: "100",
        TemplateParamSet: ["您反映的事项已受理"],
        SessionContext: "0197-1",
      },
    ]);
  });

  test("with one goes as its number and values", async () => {
    await carrier().send({ ...sms, registered: { number: "207", values: ["G1", "5"] } });
    expect(asked[0]).toMatchObject({ TemplateId: "207", TemplateParamSet: ["G1", "5"] });
  });

  test("of no registered kind is not even asked for", async () => {
    await expect(carrier({ text: undefined }).send(sms)).rejects.toMatchObject({
      code: "unregistered",
    });
    expect(asked).toEqual([]);
  });

  const refusal = (Code: string) => ({ response: { Error: { Code, Message: "" }, RequestId: "1" } });
  const status = (Code: string) => ({ response: { SendStatusSet: [{ SerialNo: "", Code, Message: "" }] } });
  test.each([
    ["throttled", refusal("RequestLimitExceeded"), "deferred"],
    ["too many to this number", status("LimitExceeded.PhoneNumberThirtySecondLimit"), "deferred"],
    ["no money left", status("FailedOperation.InsufficientBalanceInSmsPackage"), "deferred"],
    ["the carrier's own fault", refusal("InternalError.OtherError"), "deferred"],
    ["a wrong number", status("InvalidParameterValue.IncorrectPhoneNumber"), "refused"],
    ["a number that wants none", status("FailedOperation.PhoneNumberInBlacklist"), "refused"],
    ["an unknown text", status("FailedOperation.TemplateIncorrectOrUnapproved"), "unregistered"],
    ["an unknown signature", status("FailedOperation.SignatureIncorrectOrUnapproved"), "unregistered"],
    ["a gateway that takes no more", { status: 503, text: "Unavailable" }, "deferred"],
    ["a broken gateway", { status: 502, text: "Bad Gateway" }, "unsure"],
    ["an answer that is none", { text: "<html>" }, "unsure"],
  ])("%s", async (_, given, code) => {
    answer = () => given;
    await expect(carrier().send(sms)).rejects.toMatchObject({ code });
  });

  test("with a wrong key is refused at the door", async () => {
    await expect(carrier({ secretKey: "other" }).send(sms)).rejects.toMatchObject({
      code: "sign_in",
    });
    expect(asked).toEqual([]);
  });

  test("waits for a carrier that is away", async () => {
    const away = carrier();
    await new Promise<void>((resolve) => void server.close(() => resolve()));
    await expect(away.send(sms)).rejects.toMatchObject({ code: "away" });
  });

  test("may have gone when the connection broke", async () => {
    answer = () => {
      server.closeAllConnections();
      return { response: ok };
    };
    await expect(carrier().send(sms)).rejects.toMatchObject({ code: "unsure" });
  });
});
