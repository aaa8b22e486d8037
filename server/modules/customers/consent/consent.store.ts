import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

export type ConsentRow = {
  id: string;
  purpose: string;
  notice: string;
  evidenceKind: string;
  evidence: string;
  givenBy: string;
  givenAt: string;
  withdrawnAt: string | null;
};

export type GivenConsent = {
  purpose: string;
  notice: string;
  evidenceKind: string;
  evidence: string;
  givenBy?: string | undefined;
  givenAt?: string | undefined;
};

const columns = `id, purpose, notice, evidence_kind as "evidenceKind", evidence, given_by as "givenBy", given_at as "givenAt", withdrawn_at as "withdrawnAt"`;

const list: Statement = {
  name: "customers.consent.list",
  text: `select ${columns} from customers.consent where customer_id = $1 order by withdrawn_at nulls first, given_at desc, id desc limit 200`,
};
export const listConsents = (ctx: Pick<Context, "query">, customerId: string) =>
  ctx.query<ConsentRow>(list, [customerId]);

const renew: Statement = {
  name: "customers.consent.renew",
  text: "update customers.consent set withdrawn_at = $3 where customer_id = $1 and purpose = $2 and withdrawn_at is null returning id",
};
const insert: Statement = {
  name: "customers.consent.insert",
  text: `insert into customers.consent (customer_id, id, purpose, notice, evidence_kind, evidence, given_by, given_at, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${columns}`,
};
const follow: Statement = {
  name: "customers.consent.follow",
  text: "update customers.identifier set consent_id = $3 where customer_id = $1 and consent_id = any($2::uuid[])",
};

/** The consent of a purpose; the one before ends when this one begins, and identity numbers stand on the new one. */
export async function insertConsent(ctx: Context, customerId: string, given: GivenConsent): Promise<ConsentRow> {
  const givenAt = given.givenAt ?? ctx.now.toISOString();
  const before = await ctx.query<{ id: string }>(renew, [customerId, given.purpose, givenAt]);
  const [row] = await ctx.query<ConsentRow>(insert, [
    customerId,
    newId(),
    given.purpose,
    given.notice,
    given.evidenceKind,
    given.evidence,
    given.givenBy ?? "customer",
    givenAt,
    ctx.actor.id,
  ]);
  if (before.length) await ctx.query(follow, [customerId, before.map((one) => one.id), row!.id]);
  return row!;
}

const withdraw: Statement = {
  name: "customers.consent.withdraw",
  text: `update customers.consent set withdrawn_at = $3 where customer_id = $1 and id = $2 and withdrawn_at is null returning ${columns}`,
};
export const withdrawConsentRow = async (
  ctx: Context,
  customerId: string,
  id: string,
): Promise<ConsentRow | undefined> => (await ctx.query<ConsentRow>(withdraw, [customerId, id, ctx.now]))[0];
