import { randomBytes } from "node:crypto";
import type { Context } from "../../platform/context.ts";
import { invalid, notFound } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { hashOf, tokenPrefix } from "./actor.ts";
import { demandPerson } from "./rights.ts";
import { tokenRule } from "./settings.ts";
import { endToken, findToken, insertToken, type TokenRow } from "./token.store.ts";

type NewToken = { name: string; grants: string[]; expiresInDays: number };

/**
 * Makes a token for programs that act as its owner, with a part of the owner's grants: what the owner loses, it
 * loses too. The text is answered this once; only its SHA-256 is kept.
 * @throws AppError platform.invalid (400) for grants that the owner lacks or too long a life, identity.person_only (403)
 */
export async function createToken(ctx: Context, given: NewToken): Promise<TokenRow & { token: string }> {
  const staffId = demandPerson(ctx.actor);
  const { maxDays } = await tokenRule(ctx);
  if (given.expiresInDays > maxDays)
    throw invalid([
      {
        field: "expiresInDays",
        text: { zh: `令牌最长有效 ${maxDays} 天`, en: `a token lives at most ${maxDays} days` },
      },
    ]);
  const beyond = given.grants.filter((one) => !ctx.actor.grants.has(one));
  if (beyond.length)
    throw invalid(
      beyond.map((one) => ({
        field: "grants",
        text: { zh: `您自己没有「${one}」这项权限`, en: `you do not have "${one}" yourself` },
      })),
    );
  const token = tokenPrefix + randomBytes(32).toString("base64url");
  const id = newId();
  const expiresAt = new Date(ctx.now.getTime() + given.expiresInDays * 86_400_000);
  const grants = [...new Set(given.grants)].sort();
  await insertToken(ctx, { id, staffId, grants, expiresAt, name: given.name, tokenHash: hashOf(token) });
  await ctx.emit({
    kind: "identity.token.created",
    subjectType: "staff",
    subjectId: staffId,
    data: { token: id, grants },
  });
  const { staffId: _, ...row } = (await findToken(ctx, id))!;
  return { ...row, token };
}

/** Ends a token of `staffId`; it can never be used again. */
export async function revokeToken(ctx: Context, staffId: string, id: string): Promise<void> {
  const found = await findToken(ctx, id);
  if (!found || found.staffId !== staffId) throw notFound({ zh: "接口令牌", en: "API token" });
  if (found.revokedAt) return;
  await endToken(ctx, id);
  await ctx.emit({ kind: "identity.token.revoked", subjectType: "staff", subjectId: staffId, data: { token: id } });
}
