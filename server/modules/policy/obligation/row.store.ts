import type { Context, Query, Statement } from "../../../platform/context.ts";

/** An obligation as it is stored. */
export type ObligationRow = {
  customerId: string;
  id: string;
  control: string;
  clause: string;
  versionId: string;
  subjectType: string;
  subjectId: string;
  departmentId: string | null;
  assigneeId: string | null;
  role: string | null;
  calendar: string;
  term: string;
  openedAt: string;
  dueAt: string | null;
  pausedSince: string | null;
  state: "open" | "met" | "breached" | "waived";
  settledAt: string | null;
  settledBy: string | null;
  settledByName: string | null;
  breachedAt: string | null;
  reason: string | null;
  nextStep: number;
  nextStepAt: string | null;
};

export type ObligationKey = { readonly customerId: string; readonly id: string };
export type PauseRow = { from: string; to: string | null; reason: string };

/** SQL columns of obligation `o` under the names of `ObligationRow`. */
export const obligationColumns = `
  o.customer_id as "customerId", o.id, o.control, o.clause, o.version_id as "versionId", o.subject_type as "subjectType", o.subject_id as "subjectId",
  o.department_id as "departmentId", o.assignee_id as "assigneeId", o.role, o.calendar, o.term, o.opened_at as "openedAt", o.due_at as "dueAt",
  o.paused_since as "pausedSince", o.state, o.settled_at as "settledAt", o.settled_by as "settledBy", o.settled_by_name as "settledByName",
  o.breached_at as "breachedAt", o.reason, o.next_step as "nextStep", o.next_step_at as "nextStepAt"`;

export const keyOf = ({ customerId, id }: ObligationKey): string => `${customerId} ${id}`;
export const keyColumns = (keys: readonly ObligationKey[]): [string[], string[]] => [
  keys.map((key) => key.customerId),
  keys.map((key) => key.id),
];

const find: Statement = {
  name: "policy.obligation.find",
  text: `select ${obligationColumns} from policy.obligation o where o.customer_id = $1 and o.id = $2`,
};

export const findObligation = async (query: Query, key: ObligationKey): Promise<ObligationRow | undefined> =>
  (await query<ObligationRow>(find, [key.customerId, key.id]))[0];

const ofCustomer: Statement = {
  name: "policy.obligation.of-customer",
  text: `select ${obligationColumns} from policy.obligation o where o.customer_id = $1 order by o.settled_at is not null, o.due_at, o.id limit 500`,
};

/** The promises made to one customer, the open ones first; the caller has checked that the actor may see this customer. */
export const customerObligations = (ctx: Context, customerId: string) =>
  ctx.query<ObligationRow>(ofCustomer, [customerId]);

const ofSubject: Statement = {
  name: "policy.obligation.of-subject",
  text: `select ${obligationColumns} from policy.obligation o where o.customer_id = $1 and o.subject_id = $2
          order by o.settled_at is not null or o.state = 'waived', o.due_at, o.id desc limit 100`,
};

/** The promises about one subject, the open ones first; the caller has checked that the actor may see it. */
export const subjectObligations = (ctx: Pick<Context, "query">, of: { customerId: string; subjectId: string }) =>
  ctx.query<ObligationRow>(ofSubject, [of.customerId, of.subjectId]);

// Locked in the order of their keys, so that two batches never wait for each other in a circle.
const lock: Statement = {
  name: "policy.obligation.lock",
  text: `
    select ${obligationColumns} from policy.obligation o
     where (o.customer_id, o.id) in (select k.customer_id, k.id from unnest($1::uuid[], $2::uuid[]) as k (customer_id, id))
     order by o.customer_id, o.id for update of o`,
};

export async function lockObligations(
  query: Query,
  keys: readonly ObligationKey[],
): Promise<Map<string, ObligationRow>> {
  const rows = await query<ObligationRow>(lock, keyColumns(keys));
  return new Map(rows.map((row) => [keyOf(row), row]));
}

const pauses: Statement = {
  name: "policy.pause.list",
  text: `select from_at as "from", to_at as "to", reason from policy.pause where customer_id = $1 and obligation_id = $2 order by from_at`,
};

export const listPauses = (query: Query, key: ObligationKey) => query<PauseRow>(pauses, [key.customerId, key.id]);
