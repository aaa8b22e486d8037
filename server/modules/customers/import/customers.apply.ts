import { type RawBuilder, sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import type { CustomersMapping } from "./mapping.ts";
import { monthlyKey } from "./monthly.ts";
import { mappedColumns } from "./prepare-customers.ts";
import {
  addClaims,
  insertStagedCustomers,
  keepClasses,
  matchStaged,
  reclassified,
  refuseForeignNumbers,
  refuseUnconsented,
} from "./staged-customers.ts";
import { dropHeldAddresses } from "./staged-addresses.ts";
import { judgePurchases, writePurchases } from "./staged-purchases.ts";
import { changedServices, matchServices, writeServices } from "./staged-services.ts";

export type Outcome = {
  readonly new: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly foreign: readonly number[];
  /** Rows whose customer is new and has not consented. */
  readonly unconsented: readonly number[];
};
export type Chunk = {
  readonly ctx: Context;
  readonly importId: string;
  readonly asOf: string;
  readonly dryRun: boolean;
};

/**
 * Brings staged customers to the real tables: new ones in full, of known ones what the file says otherwise. A blank
 * cell says nothing. Every step is one statement over the chunk. Counts without writing on a dry run.
 */
export async function applyCustomers(chunk: Chunk, mapping: CustomersMapping): Promise<Outcome> {
  const { ctx, dryRun } = chunk;
  const known = await matchStaged(ctx, mapping.key);
  if (known && mapping.addresses.length) await dropHeldAddresses(ctx);
  const foreign = await refuseForeignNumbers(ctx, mapping.key);
  const unconsented = await refuseUnconsented(ctx);
  if (known) await judge(ctx, mapping);
  const { rows } = await sql<Record<"new" | "updated" | "unchanged", number>>`
    select count(*) filter (where existing is null)::int as new, count(*) filter (where existing is not null and changed)::int as updated,
           count(*) filter (where existing is not null and not changed)::int as unchanged
      from staged_customer where not refused`.execute(ctx.tx);
  const { new: fresh, updated } = rows[0]!;
  if (!dryRun && fresh + updated > 0) await apply(chunk, mapping, updated > 0);
  return { ...rows[0]!, foreign, unconsented };
}

const touched = sql.raw("(s.existing is null or s.changed) and not s.refused");

async function apply(chunk: Chunk, mapping: CustomersMapping, known: boolean): Promise<void> {
  const { ctx } = chunk;
  await insertStagedCustomers(chunk);
  await keepClasses(ctx);
  if (known) await update(ctx, mapping);
  await addClaims(ctx);
  if (mapping.contacts.length)
    await sql`
      insert into customers.contact (customer_id, id, kind, value, exact, tail, label, is_primary, created_at)
      select t.customer_id, t.id, t.kind, t.value, t.exact, t.tail, t.label, t.is_primary and s.existing is null, ${ctx.now}
        from staged_contact t join staged_customer s on s.n = t.n
       where ${touched} and (s.existing is null or not ${heldContact})`.execute(ctx.tx);
  if (mapping.addresses.length)
    await sql`
      insert into customers.address (customer_id, id, label, division, detail, is_primary, created_at)
      select t.customer_id, t.id, t.label, t.division, t.detail, t.is_primary and s.existing is null, ${ctx.now}
        from staged_address t join staged_customer s on s.n = t.n where ${touched}`.execute(ctx.tx);
  if (mapping.services) await writeServices(chunk, mapping.services, known);
  if (mapping.purchases) await writePurchases(ctx);
  if (mapping.purchases && known)
    await sql`delete from customers.purchase p using staged_customer s where ${surplus} and s.changed and not s.refused`.execute(
      ctx.tx,
    );
}

const heldContact = sql<boolean>`exists (select 1 from customers.contact h where h.exact = t.exact and h.customer_id = t.customer_id and h.kind = t.kind)`;

/** Monthly purchases beyond the months that the file now tells. */
const surplus = sql`s.existing = p.customer_id and substring(p.source_key from ${`^${monthlyKey}(\\d+)$`})::int > s.months`;

/** What a known customer's column becomes. */
function becomes(column: string): RawBuilder<unknown> {
  if (column === "state")
    return sql`case when s.state = 'closed' and c.state <> 'merged' then 'closed' when s.state = 'active' and c.state = 'closed' then 'active' else c.state end`;
  if (column === "extra") return sql`c.extra || s.extra`;
  if (column === "kind") return sql`case when s.kind_said then s.kind else c.kind end`;
  // The class follows from what the customer is, and changes only with it.
  if (column === "class") return sql`case when ${reclassified} then s.class else c.class end`;
  return sql`coalesce(s.${sql.ref(column)}, c.${sql.ref(column)})`;
}

const changing = (mapping: CustomersMapping): string[] => [
  ...mappedColumns(mapping),
  ...(mapping.closed ? ["state"] : []),
  ...(mapping.extra === "rest" ? ["extra"] : []),
];

/** Marks the known customers of whom the file says something new. */
async function judge(ctx: Context, mapping: CustomersMapping): Promise<void> {
  const differs = changing(mapping).map((column) => sql`${becomes(column)} is distinct from c.${sql.ref(column)}`);
  const reasons = [
    ...(differs.length
      ? [
          sql`exists (select 1 from customers.customer c where c.customer_id = s.existing and (${sql.join(differs, sql` or `)}))`,
        ]
      : []),
    ...(mapping.contacts.length
      ? [sql`exists (select 1 from staged_contact t where t.n = s.n and not ${heldContact})`]
      : []),
    ...(mapping.addresses.length ? [sql`exists (select 1 from staged_address t where t.n = s.n)`] : []),
  ];
  if (mapping.services) {
    await matchServices(ctx);
    reasons.push(changedServices(mapping.services));
  }
  if (mapping.purchases) {
    await judgePurchases(ctx);
    reasons.push(
      sql`exists (select 1 from staged_purchase t where t.n = s.n and t.status <> 'same')`,
      sql`exists (select 1 from customers.purchase p where ${surplus})`,
    );
  }
  if (reasons.length)
    await sql`update staged_customer s set changed = true where s.existing is not null and not s.refused and (${sql.join(reasons, sql` or `)})`.execute(
      ctx.tx,
    );
}

async function update(ctx: Context, mapping: CustomersMapping): Promise<void> {
  const columns = changing(mapping);
  const kindMapped = columns.includes("kind");
  const set = [...columns, ...(kindMapped ? ["class"] : [])].map(
    (column) => sql`${sql.ref(column)} = ${becomes(column)}`,
  );
  if (columns.includes("name"))
    for (const key of ["name_pinyin", "name_initials", "name_tokens"])
      set.push(sql`${sql.ref(key)} = s.${sql.ref(key)}`);
  set.push(sql`updated_at = ${ctx.now}`, sql`version = c.version + 1`);
  await sql`
    update customers.customer c set ${sql.join(set)} from staged_customer s
     where c.customer_id = s.existing and s.changed and not s.refused`.execute(ctx.tx);
  // A number that the file replaces is free for others.
  for (const [kind, column] of [
    ["member", "member_number"],
    ["external", "external_key"],
  ] as const)
    if (columns.includes(column))
      await sql`
        delete from customers.claim k using staged_customer s
         where k.customer_id = s.existing and s.changed and not s.refused and k.kind = ${kind}
           and s.${sql.ref(column)} is not null and k.value <> convert_to(s.${sql.ref(column)}, 'UTF8')`.execute(
        ctx.tx,
      );
}
