import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { Text } from "../../../platform/text.schema.ts";
import { colleaguesWith } from "../../identity/index.ts";
import { registryIn } from "../../policy/index.ts";
import { loadsOf } from "./assignment.store.ts";
import { ages, type Cell, movedToday, openCells, runningClocks } from "./board.store.ts";
import { kinds, states } from "./choices.ts";
import { soonHours } from "./sought.ts";

const count = z.number().int();
const Board = z
  .object({
    open: count,
    late: count,
    soon: count,
    waiting: count,
    unassigned: count,
    soonHours: count.describe("What counts as soon late"),
    today: z.object({ registered: count, closed: count }),
    kinds: z.array(
      z.object({
        kind: z.enum(Object.keys(kinds) as [string, ...string[]]),
        state: z.enum(Object.keys(states) as [string, ...string[]]),
        count,
        late: count,
      }),
    ),
    clocks: z.array(
      z.object({
        control: z.string(),
        label: Text,
        running: count,
        late: count,
        soon: count,
        resting: count.describe("Stand still, as while the customer is waited for"),
      }),
    ),
    people: z.array(
      z.object({
        staffId: z.uuid(),
        name: z.string(),
        departmentId: z.uuid().nullable(),
        capacity: count.describe("0 for somebody who works on tickets no longer"),
        skills: z.array(z.string()),
        open: count.describe("In hand, without those that wait for their customers"),
        waiting: count,
        late: count,
        soon: count,
      }),
    ),
    ages: z.array(
      z.object({
        from: z.number().describe("Days"),
        to: z.number().nullable(),
        count,
        late: count,
      }),
    ),
  })
  .meta({ id: "TicketBoard" });

/** What is open at this moment: for whoever looks for what is late, and for who has room. */
export const boardRoutes: Routes = (app) => {
  app.get(
    "/api/v1/ticket-board",
    {
      config: grant("service.tickets.read"),
      schema: {
        tags: ["tickets"],
        querystring: z.strictObject({
          scope: z.enum(["department", "all"]).default("all").describe("Of the tickets that the reader may see"),
        }),
        response: { 200: Board },
      },
    },
    (request) => boardOf(request.reading(), request.query.scope === "department"),
  );
};

async function boardOf(ctx: Context, department: boolean): Promise<z.input<typeof Board>> {
  const cells = await openCells(ctx, department);
  const of = (split: Cell["of"]) => cells.filter((cell) => cell.of === split);
  const sum = (key: "count" | "late" | "soon" | "waiting") => of("kinds").reduce((all, cell) => all + cell[key], 0);
  const registry = registryIn(ctx.services);
  return {
    open: sum("count"),
    late: sum("late"),
    soon: sum("soon"),
    waiting: sum("waiting"),
    unassigned: of("people").find((cell) => cell.assigneeId === null)?.count ?? 0,
    soonHours,
    today: await movedToday(ctx, department),
    kinds: of("kinds").map(({ kind, state, count, late }) => ({ kind: kind!, state: state!, count, late })),
    clocks: (await runningClocks(ctx, department)).map((row) => ({
      ...row,
      label: registry.get(row.control)?.label ?? { zh: row.control, en: row.control },
    })),
    people: await peopleOf(ctx, of("people"), department),
    ages: [0, ...ages].map((from, at) => {
      const found = of("ages").find((cell) => cell.age === at);
      return { from, to: ages[at] ?? null, count: found?.count ?? 0, late: found?.late ?? 0 };
    }),
  };
}

/** Everybody who works on tickets, and whoever has some still: the fullest first. */
async function peopleOf(ctx: Context, cells: readonly Cell[], department: boolean) {
  const people = await colleaguesWith(ctx, "service.tickets.work", department ? ctx.actor.departments : null);
  const loads = new Map(
    (
      await loadsOf(
        ctx,
        people.map((one) => one.id),
      )
    ).map((load) => [load.staffId, load]),
  );
  const mine = people.map(({ id, name, departmentId }) => {
    const cell = cells.find((one) => one.assigneeId === id);
    const { capacity, skills, open } = loads.get(id)!;
    return { staffId: id, name, departmentId, capacity, skills, open, ...inHand(cell) };
  });
  const others = cells
    .filter((cell) => cell.assigneeId && !loads.has(cell.assigneeId))
    .map((cell) => ({
      staffId: cell.assigneeId!,
      name: cell.assigneeName ?? "",
      departmentId: null,
      capacity: 0,
      skills: [],
      open: cell.count - cell.waiting,
      ...inHand(cell),
    }));
  const share = (one: { open: number; capacity: number }) => one.open / Math.max(1, one.capacity);
  return [...mine, ...others].sort((a, b) => share(b) - share(a) || a.name.localeCompare(b.name, "zh"));
}

const inHand = (cell: Cell | undefined) => ({
  waiting: cell?.waiting ?? 0,
  late: cell?.late ?? 0,
  soon: cell?.soon ?? 0,
});
