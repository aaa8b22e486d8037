import { z } from "zod";
import { readCalendars } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { invalid, notFound } from "../../../platform/errors.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { newId } from "../../../platform/ids.ts";
import { Text } from "../../../platform/text.schema.ts";
import {
  deleteAbsence,
  findInstaller,
  insertAbsence,
  listAbsences,
  listInstallers,
  saveInstaller,
} from "./installer.store.ts";
import { listSteps, replaceSteps } from "./step.store.ts";
import { orderKinds } from "./workorder.choices.ts";
import { Absence, Id, Installer, keysOf } from "./workorder.schema.ts";

const Profile = z
  .strictObject({
    calendar: z.string().max(40).nullable(),
    areas: z.array(z.string().regex(/^\d{6}$/)).max(50),
    skills: z.array(z.string().trim().min(1).max(40)).max(30),
  })
  .meta({ id: "InstallerProfile" });
const NewAbsence = z
  .strictObject({ from: z.iso.datetime(), to: z.iso.datetime(), reason: z.string().trim().min(2).max(200) })
  .meta({ id: "NewAbsence" });
const Step = z.object({ id: z.uuid(), position: z.number(), label: Text, photo: z.boolean() });
const StepsOfKinds = z
  .object({ items: z.array(Step.extend({ kind: keysOf(orderKinds) })) })
  .meta({ id: "WorkStepsOfKinds" });
const NewSteps = z
  .strictObject({
    steps: z
      .array(z.strictObject({ id: z.uuid().optional(), label: Text, photo: z.boolean().default(false) }))
      .min(1)
      .max(30),
  })
  .meta({ id: "NewWorkSteps" });

const noInstaller = () => notFound({ zh: "装维人员", en: "installer" });
const longest = 366 * 86_400_000;

/** Who carries out work orders: where, with which skills, in which hours, and when not; and the steps of each kind of order. */
export const installerRoutes: Routes = (app) => {
  const tags = ["work orders"];
  const read = grant("service.orders.read");
  const dispatches = grant("service.orders.dispatch");

  app.get(
    "/api/v1/installers",
    {
      config: read,
      schema: {
        tags,
        response: { 200: z.object({ items: z.array(Installer.extend({ absences: z.array(Absence) })) }) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const installers = await listInstallers(ctx);
      const absences = await listAbsences(
        ctx,
        installers.map((one) => one.id),
        ctx.now,
        new Date(ctx.now.getTime() + longest),
      );
      return {
        items: installers.map((one) => ({ ...one, absences: absences.filter((row) => row.staffId === one.id) })),
      };
    },
  );

  app.put(
    "/api/v1/installers/:id",
    { config: dispatches, schema: { tags, params: Id, body: Profile, response: { 200: Installer } } },
    (request) =>
      request.write(async (ctx) => {
        const { id } = request.params;
        if (!(await findInstaller(ctx, id))) throw noInstaller();
        await demandCalendar(ctx, request.body.calendar);
        await saveInstaller(ctx, { id, ...request.body });
        await ctx.emit({ kind: "service.installer.changed", subjectType: "staff", subjectId: id });
        return (await findInstaller(ctx, id))!;
      }),
  );

  app.post(
    "/api/v1/installers/:id/absences",
    { config: dispatches, schema: { tags, params: Id, body: NewAbsence, response: { 201: Absence } } },
    async (request, reply) => {
      const row = { id: newId(), staffId: request.params.id, ...request.body };
      await request.write(async (ctx) => {
        if (!(await findInstaller(ctx, row.staffId))) throw noInstaller();
        demandSpan(row.from, row.to);
        await insertAbsence(ctx, row);
        await ctx.emit({
          kind: "service.installer.absent",
          subjectType: "staff",
          subjectId: row.staffId,
          data: { from: row.from, to: row.to },
        });
      });
      return reply.code(201).send(row);
    },
  );

  app.delete(
    "/api/v1/installers/:id/absences/:absenceId",
    {
      config: dispatches,
      schema: { tags, params: z.strictObject({ id: z.uuid(), absenceId: z.uuid() }), response: { 204: z.null() } },
    },
    async (request, reply) => {
      await request.write(async (ctx) => {
        const { id, absenceId } = request.params;
        if (!(await deleteAbsence(ctx, id, absenceId))) throw notFound({ zh: "请假记录", en: "absence" });
        await ctx.emit({ kind: "service.installer.present", subjectType: "staff", subjectId: id });
      });
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/api/v1/work-order-steps",
    { config: read, schema: { tags, response: { 200: StepsOfKinds } } },
    async (request) => ({
      items: (await listSteps(request.reading())) as z.output<typeof StepsOfKinds>["items"],
    }),
  );

  app.put(
    "/api/v1/work-order-steps/:kind",
    {
      config: grant("service.settings"),
      schema: {
        tags,
        params: z.strictObject({ kind: keysOf(orderKinds) }),
        body: NewSteps,
        response: { 200: StepsOfKinds },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await replaceSteps(ctx, request.params.kind, request.body.steps);
        await ctx.emit({
          kind: "service.workorder.steps-changed",
          subjectType: "work_step",
          subjectId: newId(),
          data: { kind: request.params.kind },
        });
        return { items: (await listSteps(ctx)) as z.output<typeof StepsOfKinds>["items"] };
      }),
  );
};

async function demandCalendar(ctx: Context, calendar: string | null): Promise<void> {
  if (calendar === null || (await readCalendars(ctx)).has(calendar)) return;
  throw invalid([{ field: "calendar", text: { zh: "没有这个工作日历", en: "there is no such calendar" } }]);
}

function demandSpan(from: string, to: string): void {
  const length = Date.parse(to) - Date.parse(from);
  if (length > 0 && length <= longest) return;
  throw invalid([
    { field: "to", text: { zh: "结束应晚于开始，且不超过一年", en: "it ends after it begins, within a year" } },
  ]);
}
