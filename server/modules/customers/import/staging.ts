import { once } from "node:events";
import { finished } from "node:stream/promises";
import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";

/**
 * Temporary tables of the session in which a chunk stands complete before it meets the real ones: then every step is one
 * statement over all its rows. They empty themselves at the end of each transaction.
 */
const tables = {
  staged_customer: `n int primary key, customer_id uuid, kind text, kind_said boolean, class text, class_row int, state text, name text, name_pinyin text, name_initials text,
    name_tokens text[], member_number text, external_key text, gender text, birth_date date, interests text[], organisation_type text,
    legal_representative text, business_scope text, scale text, industry text, decision_process text, project_wishes text, budget bigint,
    division text, channel text, joined_on date, extra jsonb, months int, held_kinds text[], unconsented boolean not null default false,
    existing uuid, changed boolean not null default false, refused boolean not null default false`,
  staged_contact:
    "n int, customer_id uuid, id uuid, kind text, value bytea, exact bytea, tail bytea, label text, is_primary boolean",
  staged_address: "n int, customer_id uuid, id uuid, label text, division text, detail bytea, is_primary boolean",
  staged_consent:
    "n int, id uuid, purpose text, notice text, evidence_kind text, evidence text, given_by text, given_at timestamptz",
  staged_service:
    "n int, customer_id uuid, id uuid, kind text, name text, started_on date, ended_on date, monthly_fee bigint, matched uuid",
  staged_purchase: `n int, row_n int, id uuid, at timestamptz, amount bigint, quantity int, currency text, what text, source_key text,
    status text not null default 'new'`,
} as const;
export type StagedTable = keyof typeof tables;

export const stagedColumns = {
  staged_customer: [
    "n",
    "customer_id",
    "kind",
    "kind_said",
    "class",
    "class_row",
    "state",
    "name",
    "name_pinyin",
    "name_initials",
    "name_tokens",
    "member_number",
    "external_key",
    "gender",
    "birth_date",
    "interests",
    "organisation_type",
    "legal_representative",
    "business_scope",
    "scale",
    "industry",
    "decision_process",
    "project_wishes",
    "budget",
    "division",
    "channel",
    "joined_on",
    "extra",
    "months",
    "held_kinds",
    "unconsented",
  ],
  staged_contact: ["n", "customer_id", "id", "kind", "value", "exact", "tail", "label", "is_primary"],
  staged_address: ["n", "customer_id", "id", "label", "division", "detail", "is_primary"],
  staged_consent: ["n", "id", "purpose", "notice", "evidence_kind", "evidence", "given_by", "given_at"],
  staged_service: ["n", "customer_id", "id", "kind", "name", "started_on", "ended_on", "monthly_fee"],
  staged_purchase: ["n", "row_n", "id", "at", "amount", "quantity", "currency", "what", "source_key"],
} as const satisfies Record<StagedTable, readonly string[]>;

// The planner knows nothing of tables made a moment ago: with the joins by index there is one plan, however large the others are.
const create = [
  "set local client_min_messages = warning",
  ...Object.entries(tables).map(
    ([name, columns]) => `create temp table if not exists ${name} (${columns}) on commit delete rows`,
  ),
  ...["staged_contact", "staged_address", "staged_consent", "staged_service", "staged_purchase"].map(
    (name) => `create index if not exists ${name}_n on ${name} (n)`,
  ),
  ...["hashjoin", "mergejoin", "seqscan", "material"].map((way) => `set local enable_${way} = off`),
].join(";\n");

/** Lines of COPY for each table. */
export type Staged = Partial<Record<StagedTable, string[]>>;

/** Puts a chunk's rows into this transaction's temporary tables. */
export async function stage(ctx: Context, staged: Staged): Promise<void> {
  await sql.raw(create).execute(ctx.tx);
  for (const [table, lines] of Object.entries(staged) as [StagedTable, string[]][]) {
    if (!lines.length) continue;
    const stream = ctx.copy(`copy ${table} (${stagedColumns[table].join(", ")}) from stdin`);
    const end = finished(stream);
    // A refused COPY ends the stream while it still waits to be drained.
    end.catch(() => {});
    for (let at = 0; at < lines.length; at += 500)
      if (!stream.write(lines.slice(at, at + 500).join(""))) await Promise.race([once(stream, "drain"), end]);
    stream.end();
    await end;
  }
}
