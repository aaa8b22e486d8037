import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { notFound } from "../../../platform/errors.ts";
import { canRead, shown } from "../../../platform/fields/index.ts";
import { customer } from "../customer.fields.ts";
import { findCustomer } from "../customer.store.ts";
import { type Reveal, revealField } from "../reveal/reveal.actions.ts";

export type PlaceKey = { readonly customerId: string; readonly addressId: string | null };

type Row = Record<string, any>;
type Place = {
  /** Who has the customer's file now: the survivor, where it was merged. */
  readonly customerId: string;
  readonly state: string;
  /** As the actor may see it. */
  readonly name: string | null;
  /** Rows of `Address` and `Contact`, sealed: they pass the masks of a reply. */
  readonly address: ({ id: string; division: string | null } & Row) | null;
  readonly phone: ({ id: string } & Row) | null;
};

export const placeKey = ({ customerId, addressId }: PlaceKey): string => `${customerId} ${addressId ?? ""}`;

/**
 * Where visits go: name, address and first phone of their customers. No look is taken at whose customers they are: the
 * caller has checked that the actor may see the visit.
 */
export async function placesOf(ctx: Context, keys: readonly PlaceKey[]): Promise<Map<string, Place>> {
  if (!keys.length) return new Map();
  const { rows } = await sql<Row>`
    select k.customer_id as "ofCustomer", k.address_id as "ofAddress", c.customer_id as "customerId", c.state, c.name,
           a.id as "aId", a.label as "aLabel", a.division as "aDivision", a.detail as "aDetail", a.is_primary as "aPrimary",
           p.id as "pId", p.value as "pValue", p.label as "pLabel", p.is_primary as "pPrimary", p.reachable as "pReachable"
      from unnest(${keys.map((one) => one.customerId)}::uuid[], ${keys.map((one) => one.addressId)}::uuid[]) as k (customer_id, address_id)
      join customers.customer o on o.customer_id = k.customer_id
      join customers.customer c on c.customer_id = coalesce(o.merged_into, o.customer_id)
      left join customers.address a on a.customer_id = c.customer_id and a.id = k.address_id
      left join lateral (select * from customers.contact p where p.customer_id = c.customer_id and p.kind = 'phone' order by p.is_primary desc, p.id limit 1) p on true`.execute(
    ctx.tx,
  );
  return new Map(
    rows.map((row) => [placeKey({ customerId: row.ofCustomer, addressId: row.ofAddress }), placeOf(ctx, row)]),
  );
}

function placeOf(ctx: Context, row: Row): Place {
  const { name } = customer.fields;
  return {
    customerId: row.customerId,
    state: row.state,
    name: canRead(ctx.actor, customer, name)
      ? String(shown(customer, name, row.name, ctx.actor, ctx.services.vault))
      : null,
    address: row.aId && {
      id: row.aId,
      label: row.aLabel,
      division: row.aDivision,
      detail: row.aDetail,
      isPrimary: row.aPrimary,
    },
    phone: row.pId && {
      id: row.pId,
      kind: "phone",
      value: row.pValue,
      label: row.pLabel,
      isPrimary: row.pPrimary,
      reachable: row.pReachable,
    },
  };
}

/** One masked value of a visit's place in clear, with its reason on the customer's timeline; the caller vouches for the visit. */
export const revealAtPlace = (ctx: Context, customerId: string, asked: Reveal): Promise<{ value: string | null }> =>
  revealField(ctx, customerId, asked, async (of, id) => {
    const row = await findCustomer(of, id);
    if (!row) throw notFound(customer.label);
    return row;
  });
