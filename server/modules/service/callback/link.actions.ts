import { createHash, randomBytes } from "node:crypto";
import type { Context } from "../../../platform/context.ts";
import { invalid, notFound } from "../../../platform/errors.ts";
import { reachOf } from "../../customers/index.ts";
import { claimOnce, findClaim } from "../claim.store.ts";
import { sendMessage } from "../message/message.actions.ts";
import { over } from "./callback.actions.ts";
import { type Answer, answerProblems, dayOf, isDissatisfied } from "./callback.rules.ts";
import { type CallbackRow, readCallback } from "./callback.store.ts";
import { formOf, questionsOf } from "./form.store.ts";
import { lastNextDay } from "./limits.ts";
import { markSent, unsent } from "./link.store.ts";
import { callAgain, keep } from "./record.actions.ts";

const most = 100;
const claimKind = "callback-link";
const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** Cron: sends the links of callbacks by e-mail and text message. Whom neither reaches is to be phoned. */
export async function sendLinks(ctx: Context): Promise<void> {
  const { publicUrl, port } = ctx.services.config;
  for (const of of await unsent(ctx, most)) {
    const { email, mobile } = await reachOf(ctx, of.customerId);
    const address = of.way === "email" ? (email ?? mobile) : (mobile ?? email);
    if (!address) {
      await markSent(ctx, of, "phone");
      continue;
    }
    const way = address === email ? "email" : "sms";
    const token = randomBytes(24).toString("base64url");
    await claimOnce(ctx, claimKind, hashOf(token), of);
    const link = new URL(`/answer/${token}`, publicUrl ?? `http://localhost:${port}`).href;
    await sendMessage(ctx, {
      customerId: of.customerId,
      template: "callback-link",
      values: { link },
      to: { kind: way, address },
    });
    await markSent(ctx, of, way);
    await ctx.emit({
      kind: "service.callback.link-sent",
      customerId: of.customerId,
      subjectType: "callback",
      subjectId: of.id,
      data: { way },
    });
  }
}

/** The callback behind a link. @throws AppError platform.not_found (404) */
async function behind(ctx: Context, token: string): Promise<CallbackRow> {
  const claim = await findClaim(ctx, claimKind, hashOf(token));
  const row = claim && (await readCallback(ctx, claim.customerId, claim.id));
  if (!row) throw notFound({ zh: "问卷", en: "questionnaire" });
  return row;
}

/** What whoever holds the link is asked: nothing that tells who they are. */
export async function readLink(ctx: Context, token: string) {
  const row = await behind(ctx, token);
  return { open: row.state === "due", questions: (await formOf(ctx, row.formId))?.questions ?? [] };
}

export type LinkAnswer = {
  readonly satisfaction: number;
  readonly answers: readonly Answer[];
  readonly opinion?: string | undefined;
};

/** The customer's own answer, once. A dissatisfied one is called as soon as the policy lets us promise. */
export async function answerLink(ctx: Context, token: string, given: LinkAnswer): Promise<void> {
  const row = await behind(ctx, token);
  if (row.state !== "due") throw over();
  const problems = answerProblems(await questionsOf(ctx, row.formId), given.answers);
  if (problems.length) throw invalid(problems, "service.invalid");
  await keep(
    ctx,
    row,
    {
      at: ctx.now.toISOString(),
      way: row.way,
      satisfaction: given.satisfaction,
      answers: given.answers,
      opinion: given.opinion ?? null,
    },
    { id: null, name: "客户自助" },
  );
  if (isDissatisfied(given.satisfaction)) {
    const tomorrow = dayOf(new Date(ctx.now.getTime() + 86_400_000));
    const last = await lastNextDay(ctx);
    await callAgain(ctx, row, last && last < tomorrow ? last : tomorrow);
  }
  await ctx.emit({
    kind: "service.callback.answered-by-link",
    customerId: row.customerId,
    subjectType: "callback",
    subjectId: row.id,
  });
}
