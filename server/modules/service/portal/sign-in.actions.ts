import type { Context } from "../../../platform/context.ts";
import { AppError, invalid } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { contactIndex, customersByContact, signInChoices } from "../../customers/index.ts";
import { sendMessage } from "../message/message.actions.ts";
import { codeMinutes, codeRefusal, codeTries } from "./code.rules.ts";
import { codesSent, insertCode, tryCode } from "./code.store.ts";
import { hashOf, newCode, newToken } from "./secret.ts";
import { insertSession } from "./session.store.ts";

const sessionHours = 12;

/**
 * Sends a code to a phone that a customer has. Whether anybody has it is not told: the answer is the same, so that
 * nobody learns who is a customer here.
 * Only the demo company without a carrier answers the code itself: there nobody would ever receive it.
 * @throws AppError service.code_soon, service.code_many (429)
 */
export async function sendCode(ctx: Context, phone: string): Promise<{ minutes: number; demoCode?: string }> {
  const { exact } = contactIndex(ctx.services.vault, "phone", phone);
  const refusal = codeRefusal(await codesSent(ctx, exact), ctx.now);
  if (refusal) throw tooOften(refusal);
  const code = newCode();
  await insertCode(ctx, exact, hashOf(code), new Date(ctx.now.getTime() + codeMinutes * 60_000));
  const [customerId] = await customersByContact(ctx, exact);
  if (!customerId) return { minutes: codeMinutes };
  await sendMessage(ctx, {
    customerId,
    template: "portal-code",
    to: { kind: "sms", address: phone },
    values: { code, minutes: String(codeMinutes) },
  });
  const { demo, sms } = ctx.services.config;
  return { minutes: codeMinutes, ...(demo !== "none" && !sms && { demoCode: code }) };
}

const tooOften = (refusal: "soon" | "many") =>
  new AppError(`service.code_${refusal}`, 429, {
    text:
      refusal === "soon"
        ? { zh: "验证码刚刚发出，请一分钟后再获取。", en: "A code was sent a moment ago; ask again in a minute." }
        : { zh: "获取验证码次数过多，请一小时后再试。", en: "Too many codes were asked for; try again in an hour." },
  });

export type SignedIn =
  | { readonly token: string; readonly expiresAt: string }
  | { readonly choices: readonly { customerId: string; kind: string; hint: string }[] };

/**
 * Signs a customer in by the code sent to their phone. Where several customers share it, they are offered first and the
 * code stays good for the choice.
 * @throws AppError service.code_wrong (401) after which a few tries are left
 */
export async function signInByCode(
  ctx: Context,
  given: {
    readonly phone: string;
    readonly code: string;
    readonly customerId?: string | undefined;
    readonly agent?: string | undefined;
  },
): Promise<SignedIn | AppError> {
  const { exact } = contactIndex(ctx.services.vault, "phone", given.phone);
  const choices = await signInChoices(ctx, await customersByContact(ctx, exact));
  const chosen = given.customerId
    ? choices.find((one) => one.customerId === given.customerId)
    : choices.length === 1
      ? choices[0]
      : undefined;
  // A wrong try is counted even though the answer is a refusal: it is answered, not thrown, so that the count is kept.
  if (!(await tryCode(ctx, exact, hashOf(given.code), codeTries, chosen !== undefined))) return wrong();
  if (!choices.length) return wrong();
  if (!chosen) {
    if (given.customerId)
      throw invalid([{ field: "customerId", text: { zh: "请选择列出的客户", en: "choose one of those offered" } }]);
    return { choices };
  }
  const token = newToken();
  const expiresAt = new Date(ctx.now.getTime() + sessionHours * 3_600_000);
  const id = newId();
  await insertSession(ctx, {
    tokenHash: hashOf(token),
    id,
    customerId: chosen.customerId,
    agent: given.agent?.slice(0, 200) ?? null,
    expiresAt,
  });
  await ctx.emit({
    kind: "service.portal.signed_in",
    customerId: chosen.customerId,
    subjectType: "portal_session",
    subjectId: id,
  });
  return { token, expiresAt: expiresAt.toISOString() };
}

const wrong = () =>
  new AppError("service.code_wrong", 401, {
    text: {
      zh: "验证码不正确或已失效，请核对或重新获取。",
      en: "This code is wrong or has run out; check it or ask for a new one.",
    },
  });
