import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { readBoard } from "./board.actions.ts";
import { proposeWindows } from "./windows.actions.ts";
import { daysFrom } from "./windows.rules.ts";
import { orderKinds } from "./workorder.choices.ts";
import { Absence, BoardOrder, Installer, keysOf } from "./workorder.schema.ts";
import { loadOrder } from "./workorder.store.ts";

const area = z.string().regex(/^\d{6}$/);
const skill = z.string().trim().min(1).max(40);

const Board = z
  .object({
    from: z.iso.date(),
    days: z.array(z.iso.date()),
    installers: z.array(
      Installer.extend({
        absences: z.array(Absence),
        openDays: z.array(z.iso.date()).describe("On which they make visits"),
      }),
    ),
    planned: z.array(BoardOrder),
    waiting: z.array(BoardOrder).describe("Without a time yet, the most urgent promise first"),
  })
  .meta({ id: "WorkOrderBoard" });

const Windows = z
  .object({
    items: z.array(
      z.object({ installerId: z.uuid(), installerName: z.string(), from: z.iso.datetime(), to: z.iso.datetime() }),
    ),
  })
  .meta({ id: "FreeWindows" });

/** The week board and the times that can be offered to a customer. */
export const boardRoutes: Routes = (app) => {
  const tags = ["work orders"];
  const config = grant("service.orders.read");

  app.get(
    "/api/v1/work-orders/board",
    {
      config,
      schema: {
        tags,
        querystring: z.strictObject({
          from: z.iso.date(),
          days: z.coerce.number().int().min(1).max(14).default(7),
          area: area.optional(),
          skill: skill.optional(),
        }),
        response: { 200: Board },
      },
    },
    (request) => readBoard(request.reading(), request.query),
  );

  app.get(
    "/api/v1/work-orders/windows",
    {
      config,
      schema: {
        tags,
        description: "Free windows by the clause on appointments: working hours, what is taken, the way between visits",
        querystring: z.strictObject({
          orderId: z.uuid().optional().describe("Its kind, area and skill count where they are not said"),
          kind: keysOf(orderKinds).optional(),
          area: area.optional(),
          skill: skill.optional(),
          installerId: z.uuid().optional().describe("Only this installer, wherever they go otherwise"),
          from: z.iso.date().or(z.iso.datetime()),
          days: z.coerce.number().int().min(1).max(31).default(7),
        }),
        response: { 200: Windows },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const { orderId, kind, area, skill, installerId, from, days } = request.query;
      const order = orderId ? await loadOrder(ctx, orderId) : undefined;
      const start = from.length === 10 ? daysFrom({ timeZone: "Asia/Shanghai" }, from, 1)[0] : Date.parse(from);
      const items = await proposeWindows(ctx, {
        kind: kind ?? order?.kind ?? "installation",
        area: area ?? order?.area ?? null,
        skill: skill ?? order?.skill ?? null,
        installerId,
        from: new Date(start),
        days,
        orderId,
      });
      return { items: items.slice(0, 400) };
    },
  );
};
