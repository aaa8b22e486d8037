import { nobody } from "../../../platform/ids.ts";
import { readingAs, type RunKind } from "../../../platform/runs.ts";
import { planTable } from "../obligation/plan.ts";
import { countOnCalendar, type Place, recomputeDue } from "./recompute.store.ts";

const chunk = 5_000;
const start: Place = { customerId: nobody, id: nobody };

type Position = Place & { seen: number; earlier: number; later: number };

/** After a calendar changed: the due times of all open promises on it, chunk by chunk, and one summary event. */
export const recomputeRun: RunKind<{ calendar: string; calendarId: string }, Position> = {
  label: { zh: "按新日历重算到期时间", en: "Due times by a changed calendar" },
  work: async (tools) => {
    const { calendar, calendarId } = tools.parameters;
    const plan = await planTable(tools.services);
    const total = await countOnCalendar(readingAs(tools).query, calendar);
    let at: Position = { ...start, seen: 0, earlier: 0, later: 0, ...tools.position };
    for (let more = true; more;)
      more =
        (await tools.chunk(async (ctx) => {
          const moved = await recomputeDue(ctx.query, plan, calendar, at, chunk, ctx.now);
          const position = {
            ...(moved.last ?? at),
            seen: at.seen + moved.seen,
            earlier: at.earlier + moved.earlier,
            later: at.later + moved.later,
          };
          const finished = moved.seen < chunk;
          const { seen, earlier, later } = position;
          if (finished)
            await ctx.emit({
              kind: "policy.calendar.recomputed",
              subjectType: "calendar",
              subjectId: calendarId,
              data: { calendar, seen, earlier, later },
            });
          at = { customerId: position.customerId, id: position.id, seen, earlier, later };
          return { position: at, done: seen, total, value: !finished };
        })) ?? false;
    return { calendar, seen: at.seen, earlier: at.earlier, later: at.later };
  },
};
