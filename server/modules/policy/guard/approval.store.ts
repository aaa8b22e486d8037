import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

export type ApprovalDetails = {
  readonly term: string;
  readonly receiver?: string | undefined;
  readonly protection?: string | undefined;
};

export type ApprovalRow = {
  customerId: string;
  id: string;
  control: string;
  clause: string;
  versionId: string;
  subjectType: string;
  subjectId: string;
  reason: string;
  details: ApprovalDetails;
  state: "asked" | "granted" | "denied";
  askedBy: string;
  askedByName: string;
  askedAt: string;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  answer: string | null;
  expiresAt: string | null;
};

const columns = `
  customer_id as "customerId", id, control, clause, version_id as "versionId", subject_type as "subjectType", subject_id as "subjectId", reason, details,
  state, asked_by as "askedBy", asked_by_name as "askedByName", asked_at as "askedAt", decided_by as "decidedBy", decided_by_name as "decidedByName",
  decided_at as "decidedAt", answer, expires_at as "expiresAt"`;

const insert: Statement = {
  name: "policy.approval.insert",
  text: `insert into policy.approval (customer_id, id, control, clause, version_id, subject_type, subject_id, reason, details, asked_by, asked_by_name, asked_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning ${columns}`,
};

export type NewApproval = Pick<
  ApprovalRow,
  "customerId" | "control" | "clause" | "versionId" | "subjectType" | "subjectId" | "reason" | "details"
>;

export async function insertApproval(ctx: Context, given: NewApproval): Promise<ApprovalRow> {
  const { customerId, control, clause, versionId, subjectType, subjectId, reason, details } = given;
  const rows = await ctx.query<ApprovalRow>(insert, [
    customerId,
    newId(),
    control,
    clause,
    versionId,
    subjectType,
    subjectId,
    reason,
    JSON.stringify(details),
    ctx.actor.id,
    ctx.actor.name,
    ctx.now,
  ]);
  return rows[0]!;
}

const find: Statement = {
  name: "policy.approval.find",
  text: `select ${columns} from policy.approval where customer_id = $1 and id = $2`,
};
const lock: Statement = { name: "policy.approval.lock", text: `${find.text} for update` };

export const findApproval = async (
  ctx: Context,
  customerId: string,
  id: string,
  toDecide = false,
): Promise<ApprovalRow | undefined> => (await ctx.query<ApprovalRow>(toDecide ? lock : find, [customerId, id]))[0];

const decide: Statement = {
  name: "policy.approval.decide",
  text: `update policy.approval set state = $3, answer = $4, expires_at = $5, decided_by = $6, decided_by_name = $7, decided_at = $8
          where customer_id = $1 and id = $2 returning ${columns}`,
};

export async function decideApproval(
  ctx: Context,
  row: ApprovalRow,
  state: "granted" | "denied",
  answer: string | null,
  expiresAt: string | null,
): Promise<ApprovalRow> {
  const rows = await ctx.query<ApprovalRow>(decide, [
    row.customerId,
    row.id,
    state,
    answer,
    expiresAt,
    ctx.actor.id,
    ctx.actor.name,
    ctx.now,
  ]);
  return rows[0]!;
}

const open: Statement = {
  name: "policy.approval.open",
  text: `select 1 from policy.approval where asked_by = $1 and control = $2 and subject_id = $3 and customer_id = $4 and state = 'asked'`,
};

/** Whether the actor's wish for the same approval is still undecided. */
export const isAsked = async (ctx: Context, control: string, customerId: string, subjectId: string): Promise<boolean> =>
  (await ctx.query(open, [ctx.actor.id, control, subjectId, customerId])).length > 0;

export type ApprovalFilter = {
  state?: "asked" | "granted" | "denied" | "expired" | undefined;
  askedBy?: string | undefined;
  before?: string | undefined;
  limit: number;
};

const list: Statement = {
  name: "policy.approval.list",
  text: `
    select ${columns} from policy.approval
     where ($1::text is null or state = $1) and ($2::uuid is null or asked_by = $2) and ($3::uuid is null or id < $3)
       and case $4 when 'live' then expires_at > $5 when 'expired' then expires_at <= $5 else true end
     order by id desc limit $6`,
};

/** The newest first. A granted approval whose time is over is `expired`. */
export const listApprovals = (ctx: Context, { state, askedBy, before, limit }: ApprovalFilter) =>
  ctx.query<ApprovalRow>(list, [
    state === "expired" ? "granted" : (state ?? null),
    askedBy ?? null,
    before ?? null,
    state === "granted" ? "live" : state === "expired" ? "expired" : "any",
    ctx.now,
    limit,
  ]);
