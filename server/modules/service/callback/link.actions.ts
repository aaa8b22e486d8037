import { createHash, randomBytes } from "node:crypto";
import type { Context } from "../../../platform/context.ts";
import { notFound } from "../../../platform/errors.ts";
import { reachOf } from "../../customers/index.ts";
import { claimOnce, findClaim } from "../claim.store.ts";
import { sendMessage } from "../message/message.actions.ts";
import { type CallbackRow, readCallback } from "./callback.store.ts";
import { formOf } from "./form.store.ts";
import { markSent, unsent } from "./link.store.ts";
import { answerOneself, type OwnAnswer } from "./own.actions.ts";

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

/** The answer of whoever holds the link. */
export const answerLink = async (ctx: Context, token: string, given: OwnAnswer): Promise<void> =>
  answerOneself(ctx, await behind(ctx, token), given, "answered-by-link");
