import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import { forgetForce } from "../installation.ts";
import type { Content } from "./content.ts";
import { adoptTitle } from "./version.store.ts";

/** Makes the document of a pack where it is not there yet; answers its id. */
export async function ensureDocument(ctx: Context, content: Content): Promise<string> {
  const known = await ctx.tx
    .selectFrom("policy.document")
    .select("id")
    .where("code", "=", content.code)
    .executeTakeFirst();
  if (known) return known.id;
  const id = newId();
  const { code, kind, title, about } = content;
  await ctx.tx
    .insertInto("policy.document")
    .values({ id, code, kind, title: JSON.stringify(title), about: JSON.stringify(about) })
    .execute();
  return id;
}

export type DraftOrigin = { readonly note?: string | null; readonly baseId?: string | null };

/** A new version of a document as a draft; answers its id. */
export async function insertDraft(
  ctx: Context,
  documentId: string,
  content: Content,
  origin: DraftOrigin = {},
): Promise<string> {
  const last = await ctx.tx
    .selectFrom("policy.version")
    .select((eb) => eb.fn.max("number").as("number"))
    .where("documentId", "=", documentId)
    .executeTakeFirst();
  const id = newId();
  await ctx.tx
    .insertInto("policy.version")
    .values({
      id,
      documentId,
      number: (last?.number ?? 0) + 1,
      state: "draft",
      content: JSON.stringify(content),
      note: origin.note ?? null,
      baseId: origin.baseId ?? null,
      draftedBy: ctx.actor.id,
      draftedByName: ctx.actor.name,
      authors: ctx.actor.id ? [ctx.actor.id] : [],
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .execute();
  return id;
}

/** Brings a version into force from an instant on, at once or later; the version before it ends there. */
export async function putInForce(ctx: Context, versionId: string, from: Date): Promise<void> {
  const now = from <= ctx.now;
  const version = await ctx.tx
    .updateTable("policy.version")
    .set((eb) => ({
      state: now ? "in_force" : "approved",
      effectiveFrom: from,
      approvedBy: ctx.actor.id,
      approvedByName: ctx.actor.name,
      approvedAt: ctx.now,
      updatedAt: ctx.now,
      version: eb("version", "+", 1),
    }))
    .where("id", "=", versionId)
    .returning(["documentId"])
    .executeTakeFirstOrThrow();
  await ctx.tx
    .updateTable("policy.version")
    .set({ effectiveTo: from, updatedAt: ctx.now, ...(now && { state: "replaced" }) })
    .where("documentId", "=", version.documentId)
    .where("id", "<>", versionId)
    .where("state", "=", "in_force")
    .where("effectiveTo", "is", null)
    .execute();
  if (now) await tookForce(ctx, versionId, from.toISOString());
  forgetForce(ctx.services);
}

/** What follows when a version takes force: the document is called as it says, and the trail tells of it. */
export async function tookForce(ctx: Context, versionId: string, from: string): Promise<void> {
  await adoptTitle(ctx, versionId);
  await ctx.emit({
    kind: "policy.version.in_force",
    subjectType: "policy_version",
    subjectId: versionId,
    data: { from },
  });
}
