import type { Context, Statement } from "../../../platform/context.ts";

type EventRow = {
  id: string;
  kind: string;
  actorName: string;
  at: string;
  data: Record<string, unknown>;
};

const page: Statement = {
  name: "service.ticket.events",
  text: `select id, kind, actor_name as "actorName", at, data from platform.event
          where subject_id = $1 and customer_id = $2 and ($3::uuid is null or id < $3) order by id desc limit $4`,
};

/** What happened to a ticket, the newest first. */
export const eventsOf = (
  ctx: Pick<Context, "query">,
  { customerId, id }: { customerId: string; id: string },
  cursor: string | undefined,
  limit: number,
) => ctx.query<EventRow>(page, [id, customerId, cursor ?? null, limit]);
