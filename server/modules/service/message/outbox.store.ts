import type { Context, Statement } from "../../../platform/context.ts";

/** A message that this program is about to send; `attempts` is its claim: whoever claims it again counts on. */
export type Claimed = {
  readonly customerId: string;
  readonly id: string;
  readonly ticketId: string | null;
  readonly template: string;
  readonly way: "email" | "sms";
  readonly address: Buffer;
  readonly subject: string | null;
  readonly body: string;
  readonly secrets: Buffer | null;
  readonly inReplyTo: string | null;
  readonly thread: string[];
  readonly attempts: number;
};

/** How long a sender is believed to live without a sign. */
const lease = "interval '10 minutes'";

const claim: Statement = {
  name: "service.outbox.claim",
  text: `
    with due as (
      select customer_id, id from service.message
       where state = 'queued' and next_at <= $1 and way = any($2::text[]) order by next_at limit $3 for update skip locked
    )
    update service.message m set state = 'sending', attempts = m.attempts + 1, lease_until = $1::timestamptz + ${lease}, handed_at = null
      from due where m.customer_id = due.customer_id and m.id = due.id
    returning m.customer_id as "customerId", m.id, m.ticket_id as "ticketId", m.template, m.way, m.address, m.subject, m.body, m.secrets,
              m.in_reply_to as "inReplyTo", m.thread, m.attempts`,
};
export const claimDue = (ctx: Context, ways: readonly string[], most: number) =>
  ctx.query<Claimed>(claim, [ctx.now, ways, most]);

const hand: Statement = {
  name: "service.outbox.hand",
  text: `
    update service.message set handed_at = $4, lease_until = $4::timestamptz + ${lease}
     where customer_id = $1 and id = $2 and attempts = $3 and state = 'sending' and handed_at is null returning 1 as ours`,
};
/** Notes that it goes out now; false where it is no longer ours to send. */
export const handOver = async (ctx: Context, { customerId, id, attempts }: Claimed): Promise<boolean> =>
  (await ctx.query(hand, [customerId, id, attempts, ctx.now])).length > 0;

export type Outcome = {
  readonly state: "sent" | "failed" | "queued";
  readonly problem: string | null;
  readonly nextAt?: Date;
  readonly providerId?: string | null;
};

const settle: Statement = {
  name: "service.outbox.settle",
  text: `
    update service.message
       set state = $4, problem = $5, next_at = coalesce($6, next_at), provider_id = $7, lease_until = null,
           sent_at = case when $4 = 'sent' then $8::timestamptz end, secrets = case when $4 = 'sent' then null else secrets end
     where customer_id = $1 and id = $2 and attempts = $3 and state = 'sending' returning 1 as ours`,
};
export const settleRow = async (ctx: Context, { customerId, id, attempts }: Claimed, end: Outcome): Promise<boolean> =>
  (
    await ctx.query(settle, [
      customerId,
      id,
      attempts,
      end.state,
      end.problem,
      end.nextAt ?? null,
      end.providerId ?? null,
      ctx.now,
    ])
  ).length > 0;

const recover: Statement = {
  name: "service.outbox.recover",
  text: `
    update service.message
       set state = case when handed_at is null then 'queued' else 'failed' end,
           problem = case when handed_at is null then problem else 'unsure' end, lease_until = null
     where state = 'sending' and lease_until < $1
    returning customer_id as "customerId", id, template, way, ticket_id as "ticketId", state`,
};
/** Whose sender died: sent again where it was not handed over yet; where it was, nobody knows, and a person decides. */
export const recoverLost = (ctx: Context) =>
  ctx.query<{
    customerId: string;
    id: string;
    template: string;
    way: string;
    ticketId: string | null;
    state: "queued" | "failed";
  }>(recover, [ctx.now]);

const wake: Statement = {
  name: "service.outbox.wake",
  text: `update service.message set next_at = $1 where state = 'queued' and way = $2 and problem in ('away', 'sign_in') and next_at > $1`,
};
/** The carrier is back: what waits for it goes at once. */
export const wakeWaiting = (ctx: Context, way: string) => ctx.query(wake, [ctx.now, way]);

const report: Statement = {
  name: "service.mailbox.smtp",
  text: `
    insert into service.mailbox as m (name, polled_at, received_at, problem, problem_at)
    values ('smtp', $1, case when $2::text is null then $1::timestamptz end, $2, case when $2::text is not null then $1::timestamptz end)
    on conflict (name) do update set polled_at = excluded.polled_at, received_at = coalesce(excluded.received_at, m.received_at),
           problem = excluded.problem, problem_at = case when excluded.problem is null then null else coalesce(m.problem_at, excluded.problem_at) end`,
};
/** How the mail server took us the last time; since when it does not. */
export const reportServer = (ctx: Context, problem: string | null) => ctx.query(report, [ctx.now, problem]);
