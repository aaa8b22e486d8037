import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import { forgetForce } from "../installation.ts";
import type { Content } from "./content.ts";

/** Makes the document of a pack where it is not there yet; answers its id. */
export async function ensureDocument(ctx: Context, content: Content): Promise<string> {
  const known = await ctx.tx
    .selectFrom("policy.document")
    .select("id")
    .where("code", "=", content.code)
    .executeTakeFirst();
  if (known) return known.id;
  const id = newId();
  await ctx.tx
    .insertInto("policy.document")
    .values({
      id,
      code: content.code,
      kind: content.kind,
      title: JSON.stringify(content.title),
      about: JSON.stringify(content.about),
    })
    .execute();
  return id;
}

/** A new version of a document as a draft; answers its id. */
export async function insertDraft(
  ctx: Context,
  documentId: string,
  content: Content,
  note: string | null = null,
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
      note,
      draftedBy: ctx.actor.id,
      draftedByName: ctx.actor.name,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .execute();
  return id;
}

/** Brings a version into force from an instant on; the version before it ends there. */
export async function putInForce(ctx: Context, versionId: string, from: Date): Promise<void> {
  const version = await ctx.tx
    .updateTable("policy.version")
    .set({
      state: "in_force",
      effectiveFrom: from,
      approvedBy: ctx.actor.id,
      approvedByName: ctx.actor.name,
      approvedAt: ctx.now,
      updatedAt: ctx.now,
    })
    .where("id", "=", versionId)
    .returning(["documentId"])
    .executeTakeFirstOrThrow();
  await ctx.tx
    .updateTable("policy.version")
    .set({ effectiveTo: from, ...(from <= ctx.now && { state: "replaced" }) })
    .where("documentId", "=", version.documentId)
    .where("id", "<>", versionId)
    .where("state", "=", "in_force")
    .where("effectiveTo", "is", null)
    .execute();
  await ctx.emit({
    kind: "policy.version.in_force",
    subjectType: "policy_version",
    subjectId: versionId,
    data: { from: from.toISOString() },
  });
  forgetForce(ctx.services);
}
