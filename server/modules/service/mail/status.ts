import type { Context, Statement } from "../../../platform/context.ts";
import type { Services } from "../../../platform/services.ts";
import { checkMailServer } from "../message/outbox.ts";
import { pollInbox } from "./poll.ts";

type Row = {
  name: "smtp" | "inbox";
  polledAt: string | null;
  receivedAt: string | null;
  problem: "away" | "sign_in" | null;
  problemAt: string | null;
};

const list: Statement = {
  name: "service.mailbox.list",
  text: `select name, polled_at as "polledAt", received_at as "receivedAt", problem, problem_at as "problemAt" from service.mailbox`,
};
const waiting: Statement = {
  name: "service.message.waiting",
  text: `select count(*) filter (where state in ('queued', 'sending'))::int as waiting, count(*) filter (where state = 'failed')::int as failed
           from (select state from service.message where state in ('queued', 'sending', 'failed') order by created_at desc, id desc limit 10000) unsent`,
};

/** How mail goes out and comes in, as it was the last time. */
export async function readMailStatus(ctx: Context) {
  const { mail, sms } = ctx.services.config;
  const rows = await ctx.query<Row>(list, []);
  const [counts] = await ctx.query<{ waiting: number; failed: number }>(waiting, []);
  const of = (name: Row["name"], isSetUp: boolean) => {
    const {
      polledAt = null,
      receivedAt = null,
      problem = null,
      problemAt = null,
    } = rows.find((row) => row.name === name) ?? {};
    return { isSetUp, triedAt: polledAt, wentAt: receivedAt, problem: isSetUp ? problem : null, problemAt };
  };
  return {
    out: of("smtp", Boolean(mail.smtpUrl && mail.from)),
    in: of("inbox", Boolean(mail.imapUrl)),
    from: mail.from ?? null,
    texts: sms ? ("tencent" as const) : ("stand_in" as const),
    ...counts!,
  };
}

/** Knocks at both servers now; what is found stands in the status. */
export async function checkMail(services: Services): Promise<void> {
  await Promise.all([checkMailServer(services), pollInbox(services)]);
}
