import type { Context, Statement } from "../../../platform/context.ts";
import type { Held } from "./mail.rules.ts";
import type { RefusedPart } from "./mail.store.ts";

export type MailRow = {
  id: string;
  receivedAt: string;
  held: Held | null;
  problem: "unreadable" | "broken" | null;
  cut: boolean;
  hasRaw: boolean;
  refused: RefusedPart[];
  ticketId: string | null;
  ticketNumber: string | null;
};

const list: Statement = {
  name: "service.mail.list",
  text: `
    select m.id, m.received_at as "receivedAt", m.held, m.problem, m.cut, m.raw_file_id is not null as "hasRaw", m.refused, m.ticket_id as "ticketId",
           (select t.number from service.ticket t where t.customer_id = m.customer_id and t.id = m.ticket_id) as "ticketNumber"
      from service.mail m
     where ($1::uuid is null or m.id < $1) and ($2 = 'all' or ($2 = 'held' and m.held is not null) or ($2 = 'problem' and (m.problem is not null or m.refused <> '[]')))
     order by m.id desc limit $3`,
};

/** Letters as they came in, the newest first. */
export const listMails = (
  ctx: Pick<Context, "query">,
  { cursor, state, limit }: { cursor?: string | undefined; state: string; limit: number },
) => ctx.query<MailRow>(list, [cursor ?? null, state, limit + 1]);

const raw: Statement = {
  name: "service.mail.raw",
  text: `select raw_file_id as "fileId" from service.mail where id = $1`,
};
export const findRawFile = async (ctx: Pick<Context, "query">, id: string): Promise<string | null> =>
  (await ctx.query<{ fileId: string | null }>(raw, [id]))[0]?.fileId ?? null;
