import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import type { Text } from "../../../platform/text.ts";
import type { Content } from "./content.ts";

export type VersionState = "draft" | "review" | "approved" | "in_force" | "replaced" | "withdrawn";

/** A version without its text. `approved` waits for its day. */
export type VersionHead = {
  readonly id: string;
  readonly documentId: string;
  readonly code: string;
  readonly kind: "company" | "norm";
  readonly number: number;
  readonly state: VersionState;
  readonly note: string | null;
  readonly baseId: string | null;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly draftedBy: string | null;
  readonly draftedByName: string;
  readonly authors: readonly string[];
  readonly submittedBy: string | null;
  readonly submittedByName: string | null;
  readonly submittedAt: string | null;
  readonly returnedByName: string | null;
  readonly returnReason: string | null;
  readonly approvedByName: string | null;
  readonly approvedAt: string | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
};
export type VersionRow = VersionHead & { readonly content: Content };

// Between two runs of the turning task the day counts, not the stored state.
const headColumns = (ctx: Context) => sql`
  v.id, v.document_id, d.code, d.kind, v.number, v.note, v.base_id, v.effective_from, v.effective_to,
  v.drafted_by, v.drafted_by_name, v.authors, v.submitted_by, v.submitted_by_name, v.submitted_at,
  v.returned_by_name, v.return_reason, v.approved_by_name, v.approved_at, v.version, v.created_at, v.updated_at,
  case when v.state in ('approved', 'in_force') and v.effective_to <= ${ctx.now} then 'replaced'
       when v.state = 'approved' and v.effective_from <= ${ctx.now} then 'in_force'
       else v.state end as state`;

const from = sql`from policy.version v join policy.document d on d.id = v.document_id`;

export const findVersion = async (ctx: Context, id: string): Promise<VersionRow | undefined> =>
  (await sql<VersionRow>`select ${headColumns(ctx)}, v.content ${from} where v.id = ${id}`.execute(ctx.tx)).rows[0];

/** The version and its document, held until the transaction ends: changes of one document come one after another. */
export async function lockVersion(ctx: Context, id: string): Promise<VersionRow | undefined> {
  await sql`select 1 from policy.document where id = (select document_id from policy.version where id = ${id}) for update`.execute(
    ctx.tx,
  );
  return findVersion(ctx, id);
}

/** All versions of a document, the newest first. */
export const listVersions = async (ctx: Context, documentId: string): Promise<VersionHead[]> =>
  (
    await sql<VersionHead>`
      select ${headColumns(ctx)} ${from} where v.document_id = ${documentId} order by v.number desc`.execute(ctx.tx)
  ).rows;

export type DocumentRow = {
  readonly id: string;
  readonly code: string;
  readonly kind: "company" | "norm";
  readonly title: Text;
  readonly about: Text;
};

/** The document, held until the transaction ends, so that its versions are numbered one after another. */
export const lockDocument = (ctx: Context, code: string): Promise<DocumentRow | undefined> =>
  ctx.tx
    .selectFrom("policy.document")
    .select(["id", "code", "kind", "title", "about"])
    .where("code", "=", code)
    .forUpdate()
    .executeTakeFirst() as Promise<DocumentRow | undefined>;

export type DocumentSummaryRow = DocumentRow & {
  /** The version in force, else the newest that is not withdrawn. */
  readonly content: Content | null;
  readonly versions: readonly VersionHead[];
};

/** Every document with its versions and the text that counts. */
export async function listDocuments(ctx: Context): Promise<DocumentSummaryRow[]> {
  const { rows: documents } = await sql<DocumentRow & { content: Content | null }>`
    select d.id, d.code, d.kind, d.title, d.about,
           (select v.content from policy.version v where v.document_id = d.id and v.state <> 'withdrawn'
             order by (v.effective_from <= ${ctx.now} and coalesce(v.effective_to > ${ctx.now}, true)) desc nulls last, v.number desc
             limit 1) as content
      from policy.document d order by d.kind, d.code`.execute(ctx.tx);
  const { rows: versions } = await sql<VersionHead>`select ${headColumns(ctx)} ${from} order by v.number desc`.execute(
    ctx.tx,
  );
  return documents.map((one) => ({ ...one, versions: versions.filter((version) => version.documentId === one.id) }));
}

const authors = (ctx: Context) =>
  sql<string[]>`array(select distinct unnest(authors || ${ctx.actor.id ? [ctx.actor.id] : []}::uuid[]))`;

/** A new text of a draft; its writer counts among the authors from now on. Answers the new version number. */
export async function saveContent(ctx: Context, id: string, content: Content): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    update policy.version
       set content = ${JSON.stringify(content)}::jsonb, version = version + 1, updated_at = ${ctx.now}, authors = ${authors(ctx)}
     where id = ${id} returning version`.execute(ctx.tx);
  return rows[0]!.version;
}

export const markSubmitted = (ctx: Context, id: string) =>
  sql`update policy.version
         set state = 'review', submitted_by = ${ctx.actor.id}, submitted_by_name = ${ctx.actor.name}, submitted_at = ${ctx.now},
             returned_by_name = null, return_reason = null, version = version + 1, updated_at = ${ctx.now}
       where id = ${id}`.execute(ctx.tx);

export const markReturned = (ctx: Context, id: string, reason: string) =>
  sql`update policy.version
         set state = 'draft', returned_by_name = ${ctx.actor.name}, return_reason = ${reason}, version = version + 1, updated_at = ${ctx.now}
       where id = ${id}`.execute(ctx.tx);

/** A draft that will not be; where it was approved for a later day, the version before it stays in force. */
export async function markWithdrawn(ctx: Context, row: VersionHead): Promise<void> {
  await sql`update policy.version
               set state = 'withdrawn', effective_from = null, version = version + 1, updated_at = ${ctx.now}
             where id = ${row.id}`.execute(ctx.tx);
  if (row.effectiveFrom)
    await sql`update policy.version set effective_to = null, updated_at = ${ctx.now}
               where document_id = ${row.documentId} and effective_to = ${row.effectiveFrom}`.execute(ctx.tx);
}

export type Turned = { readonly id: string; readonly from: string };

/** Versions whose day has come take force, those before them are replaced. Answers the former. */
export async function turnVersions(ctx: Context): Promise<Turned[]> {
  await sql`update policy.version set state = 'replaced', updated_at = ${ctx.now}
             where state in ('in_force', 'approved') and effective_to <= ${ctx.now}`.execute(ctx.tx);
  const { rows } = await sql<Turned>`
    update policy.version set state = 'in_force', updated_at = ${ctx.now}
     where state = 'approved' and effective_from <= ${ctx.now}
    returning id, effective_from as "from"`.execute(ctx.tx);
  return rows;
}

/** A document is called as the version that took force calls it. */
export const adoptTitle = (ctx: Context, versionId: string) =>
  sql`update policy.document d set title = v.content -> 'title', about = v.content -> 'about'
        from policy.version v where v.id = ${versionId} and d.id = v.document_id`.execute(ctx.tx);
