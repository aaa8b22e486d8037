import { sql } from "kysely";
import { snake } from "../../../platform/case.ts";
import type { Context } from "../../../platform/context.ts";
import type { ListRequest, ListSource } from "../../../platform/lists/index.ts";
import { charactersOf, pairsOf } from "../../../platform/pairs.ts";
import { visibleTickets } from "./ticket.access.ts";
import { ticket } from "./ticket.fields.ts";
import { ticketColumns } from "./ticket.store.ts";

/** Searches look at so many hits at most: one that finds more says too little. */
const most = 2_000;

export type Queue = "mine" | "department" | "unassigned" | "watched" | "mentioned" | "all";

/** Lists of tickets: a queue (open ones by their place in it) or all of them, narrowed by a search where there is one. */
export function ticketList(ctx: Context, request: ListRequest, queue: Queue): ListSource {
  const me = sql`${ctx.actor.id}::uuid`;
  const open = sql<boolean>`t.state not in ('closed', 'merged')`;
  const ofQueue = {
    mine: [open, sql<boolean>`t.assignee_id = ${me}`],
    department: [open, sql<boolean>`t.department_id = any(${ctx.actor.departments}::uuid[])`],
    unassigned: [open, sql<boolean>`t.assignee_id is null`],
    watched: [
      sql<boolean>`exists (select 1 from service.watcher w where w.staff_id = ${me} and w.customer_id = t.customer_id and w.ticket_id = t.id)`,
    ],
    mentioned: [
      sql<boolean>`t.id in (select e.ticket_id from service.entry e where e.mentions @> array[${me}] and e.mentions <> '{}')`,
    ],
    all: [],
  }[queue];
  return {
    noun: ticket,
    columns: sql.raw(ticketColumns),
    from: request.search
      ? sql`from (select h.customer_id, h.id from service.ticket h where h.tokens @> ${pairsFrom(request.search)}::text[] limit ${most}) hit
              join service.ticket t on t.customer_id = hit.customer_id and t.id = hit.id`
      : sql`from service.ticket t`,
    field: (key) => sql.ref(`t.${snake(key)}`),
    id: sql`t.id`,
    where: [visibleTickets(ctx.actor), ...ofQueue],
  };
}

const pairsFrom = (text: string): string[] => {
  const characters = charactersOf(text);
  return characters.length > 1 ? pairsOf(characters, 40) : [`${characters[0] ?? ""}`];
};
