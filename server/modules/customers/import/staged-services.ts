import { type RawBuilder, sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import type { Chunk } from "./customers.apply.ts";
import type { CustomersMapping } from "./mapping.ts";

type Services = NonNullable<CustomersMapping["services"]>;

/** Finds for each staged service of a known customer the record it speaks of: the one that runs, else the one that began that day. */
export async function matchServices(ctx: Context): Promise<void> {
  await sql`
    update staged_service t set matched = (
      select h.id from customers.service_held h
       where h.customer_id = t.customer_id and h.kind = t.kind and (h.ended_on is null or h.started_on is not distinct from t.started_on)
       order by (h.ended_on is null) desc, h.ended_on desc limit 1)
      from staged_customer s where s.n = t.n and s.existing is not null`.execute(ctx.tx);
}

const differs = sql`(h.name, h.started_on, h.ended_on, h.monthly_fee) is distinct from (t.name, coalesce(t.started_on, h.started_on), t.ended_on, t.monthly_fee)`;

/** A service of a known customer that its file could have named and did not. */
const dropped = ({ held }: Services) => sql`
  h.customer_id = s.existing and h.ended_on is null and h.kind = any(${held.map((one) => one.kind)}) and not h.kind = any(s.held_kinds)`;

/** Whether a known customer `s` holds other services than the file says. */
export const changedServices = (mapping: Services): RawBuilder<unknown> => sql`(
  exists (select 1 from staged_service t left join customers.service_held h on h.customer_id = t.customer_id and h.id = t.matched
           where t.n = s.n and (h.id is null or ${differs}))
  or exists (select 1 from customers.service_held h where ${dropped(mapping)}))`;

export async function writeServices({ ctx, asOf }: Chunk, mapping: Services, known: boolean): Promise<void> {
  if (known) {
    await sql`
      update customers.service_held h
         set name = t.name, started_on = coalesce(t.started_on, h.started_on), ended_on = t.ended_on, monthly_fee = t.monthly_fee
        from staged_service t join staged_customer s on s.n = t.n
       where s.changed and not s.refused and h.customer_id = t.customer_id and h.id = t.matched and ${differs}`.execute(
      ctx.tx,
    );
    await sql`update customers.service_held h set ended_on = ${asOf} from staged_customer s where s.changed and not s.refused and ${dropped(mapping)}`.execute(
      ctx.tx,
    );
  }
  await sql`
    insert into customers.service_held (customer_id, id, kind, name, started_on, ended_on, monthly_fee)
    select t.customer_id, t.id, t.kind, t.name, t.started_on, t.ended_on, t.monthly_fee
      from staged_service t join staged_customer s on s.n = t.n
     where (s.existing is null or s.changed) and not s.refused and t.matched is null`.execute(ctx.tx);
}
