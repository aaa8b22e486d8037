import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { decisionBinding, keepDecisions } from "../../policy/index.ts";
import { isClassDecided } from "../class.ts";
import { classDecision } from "../customer.controls.ts";
import type { Chunk } from "./customers.apply.ts";
import type { CustomersMapping } from "./mapping.ts";
import { stagedColumns } from "./staging.ts";

type Key = CustomersMapping["key"];
const claims = { externalKey: ["external", "external_key"], memberNumber: ["member", "member_number"] } as const;

/** Another program claimed a number between our look and our write: the chunk is to be done again. */
export class ClaimLost extends Error {}

// Row by row through the key: while a company's first file comes in, the planner still believes that nobody has claimed
// anything and would walk over all claims for every row. `offset 0` keeps it from turning the join around.
const claimsOf = (kind: string, column: string) => sql`(
      select o.n, c.customer_id
        from staged_customer o, lateral (
          select customer_id from customers.claim where kind = ${kind} and value = convert_to(o.${sql.ref(column)}, 'UTF8') offset 0
        ) c
    ) k`;

/** Finds the customers that are there already, by the key; what was staged for them takes their id. Answers how many. */
export async function matchStaged(ctx: Context, key: Key): Promise<number> {
  const [kind, column] = claims[key];
  const { numAffectedRows = 0n } = await sql`
    update staged_customer s set existing = k.customer_id from ${claimsOf(kind, column)} where k.n = s.n`.execute(
    ctx.tx,
  );
  if (numAffectedRows)
    for (const table of ["staged_contact", "staged_address", "staged_service"])
      await sql`update ${sql.table(table)} t set customer_id = s.existing from staged_customer s where s.n = t.n and s.existing is not null`.execute(
        ctx.tx,
      );
  return Number(numAffectedRows);
}

/** Rows whose other number (member number or external key) belongs to another customer. Answers their `n`. */
export async function refuseForeignNumbers(ctx: Context, key: Key): Promise<number[]> {
  const [kind, column] = claims[key === "externalKey" ? "memberNumber" : "externalKey"];
  const { rows } = await sql<{ n: number }>`
    update staged_customer s set refused = true from ${claimsOf(kind, column)}
     where k.n = s.n and k.customer_id is distinct from s.existing
    returning s.n`.execute(ctx.tx);
  return rows.map((row) => row.n);
}

/** New customers who may not be entered without consent. Answers their `n`. */
export async function refuseUnconsented(ctx: Context): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`
    update staged_customer set refused = true where existing is null and unconsented and not refused returning n`.execute(
    ctx.tx,
  );
  return rows.map((row) => row.n);
}

const facts = stagedColumns.staged_customer.filter(
  (name) =>
    !["n", "kind_said", "class_row", "months", "held_kinds", "unconsented", "state", "interests", "channel"].includes(
      name,
    ),
);

/**
 * Writes the customers that are new, with the consents that the file declares for them. `created_by` names the import instead of a person: the timeline tells from it
 * that and by which import a customer came, without an event row for each of a million.
 */
export async function insertStagedCustomers({ ctx, importId }: Chunk): Promise<void> {
  await sql`
    insert into customers.customer (${sql.raw(facts.join(", "))}, state, interests, channel, received_at, created_at, created_by, updated_at)
    select ${sql.raw(facts.map((name) => `s.${name}`).join(", "))}, coalesce(s.state, 'active'), coalesce(s.interests, '{}'), coalesce(s.channel, 'import'), i.created_at, ${ctx.now}, i.id, ${ctx.now}
      from staged_customer s, customers.import i where i.id = ${importId} and s.existing is null and not s.refused`.execute(
    ctx.tx,
  );
  await sql`
    insert into customers.consent (customer_id, id, purpose, notice, evidence_kind, evidence, given_by, given_at, recorded_by)
    select s.customer_id, t.id, t.purpose, t.notice, t.evidence_kind, t.evidence, t.given_by, t.given_at, ${ctx.actor.id}
      from staged_consent t join staged_customer s on s.n = t.n where s.existing is null and not s.refused`.execute(
    ctx.tx,
  );
}

/** The file says otherwise what a known customer is. */
export const reclassified = sql<boolean>`(s.kind_said and s.kind <> c.kind or s.organisation_type is not null and s.organisation_type is distinct from c.organisation_type)`;

/** Classes are decisions with a ground (B4.1), where a clause decides them: of the new, and of those who are something else now. */
export async function keepClasses(ctx: Context): Promise<void> {
  if (!(await isClassDecided(ctx))) return;
  await keepDecisions(
    ctx,
    classDecision,
    await decisionBinding(ctx, classDecision),
    sql`
      select coalesce(s.existing, s.customer_id) as customer_id, s.customer_id as id, coalesce(s.existing, s.customer_id) as subject_id, c.department_id,
             to_jsonb(s.class) as value, s.class_row as row_no, jsonb_build_object('kind', s.kind, 'organisationType', s.organisation_type) as facts
        from staged_customer s left join customers.customer c on c.customer_id = s.existing
       where not s.refused and (s.existing is null or s.changed and ${reclassified})`,
  );
}

/** Claims the numbers of new and changed customers. @throws ClaimLost when somebody was faster */
export async function addClaims(ctx: Context): Promise<void> {
  const { rows } = await sql<{ lost: boolean }>`
    with wanted as (
      select x.kind, convert_to(x.value, 'UTF8') as value, coalesce(s.existing, s.customer_id) as customer_id
        from staged_customer s, lateral (values ('external', s.external_key), ('member', s.member_number)) x (kind, value)
       where x.value is not null and (s.existing is null or s.changed) and not s.refused
    ), won as (
      insert into customers.claim (kind, value, customer_id) select kind, value, customer_id from wanted on conflict do nothing returning 1
    ), held as (
      select count(*) as n from wanted w join customers.claim k on k.kind = w.kind and k.value = w.value and k.customer_id = w.customer_id
    )
    select (select count(*) from wanted) <> (select count(*) from won) + (select n from held) as lost`.execute(ctx.tx);
  if (rows[0]!.lost) throw new ClaimLost();
}
