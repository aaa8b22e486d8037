import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { assign, copy, onDuty, readRota, rotaPeople, unassign } from "./rota.actions.ts";
import { dutiesBetween } from "./rota.store.ts";
import { addShift, changeShift } from "./shift.actions.ts";
import { listShifts } from "./shift.store.ts";

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "时刻如 08:30 / A time such as 08:30");
const Shift = z
  .object({
    id: z.uuid(),
    name: z.string(),
    starts: z.string(),
    ends: z.string().describe("One that is no later than `starts` is of the next day"),
    needed: z.number().describe("So many people at least"),
    position: z.number(),
    active: z.boolean(),
    version: z.number(),
  })
  .meta({ id: "Shift" });
const shiftInput = {
  name: z.string().trim().min(1).max(40),
  starts: TimeOfDay,
  ends: TimeOfDay,
  needed: z.number().int().min(1).max(200),
  position: z.number().int().min(0).max(1000),
};
const NewShift = z
  .strictObject({ ...shiftInput, needed: shiftInput.needed.default(1), position: shiftInput.position.default(0) })
  .meta({ id: "NewShift" });
const ShiftPatch = z
  .strictObject({ ...shiftInput, active: z.boolean() })
  .partial()
  .extend({ version: z.number().int() })
  .meta({ id: "ShiftPatch" });

const Duty = z
  .object({
    id: z.uuid(),
    day: z.iso.date(),
    shiftId: z.uuid(),
    shiftName: z.string(),
    staffId: z.uuid(),
    staffName: z.string().nullable(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
  })
  .meta({ id: "Duty" });
const Span = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });
const Rota = z
  .object({
    first: z.iso.date(),
    days: z.number(),
    calendar: z.string().describe("When the hotline is open, by the clause in force"),
    shifts: z.array(Shift),
    duties: z.array(Duty.extend({ double: z.boolean().describe("This person is on two shifts at once") })),
    gaps: z.array(Span).describe("Open time with nobody on duty"),
    coveredMinutes: z.number(),
    minutes: z.number(),
  })
  .meta({ id: "Rota" });

const Day = z.iso.date().refine((day) => day >= "2000-01-01" && day < "2200-01-01", "日期 / date");
const Id = z.strictObject({ id: z.uuid() });
const tags = ["service"];

/** The duty rota: shifts, who is on them, and where nobody is (B5.3.1). */
export const rotaRoutes: Routes = (app) => {
  app.get(
    "/api/v1/rota",
    {
      config: grant("service.rota.read"),
      schema: {
        tags,
        querystring: z.strictObject({ from: Day, days: z.coerce.number().int().min(1).max(35).default(7) }),
        response: { 200: Rota },
      },
    },
    (request) => readRota(request.reading(), request.query.from, request.query.days),
  );

  app.get(
    "/api/v1/rota/now",
    {
      config: grant("service.rota.read"),
      schema: { tags, response: { 200: z.object({ items: z.array(Duty), next: Duty.nullable() }) } },
    },
    (request) => onDuty(request.reading()),
  );

  app.get(
    "/api/v1/rota/mine",
    {
      config: grant("service.rota.read"),
      schema: {
        tags,
        querystring: z.strictObject({ days: z.coerce.number().int().min(1).max(92).default(28) }),
        response: { 200: z.object({ items: z.array(Duty) }) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const until = new Date(ctx.now.getTime() + request.query.days * 86_400_000);
      return { items: request.actor.id ? await dutiesBetween(ctx, ctx.now, until, request.actor.id) : [] };
    },
  );

  app.get(
    "/api/v1/rota/people",
    {
      config: grant("service.rota.manage"),
      schema: {
        tags,
        description: "Who can stand on the rota",
        response: { 200: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })) }) },
      },
    },
    async (request) => ({ items: await rotaPeople(request.reading()) }),
  );

  app.post(
    "/api/v1/rota/duties",
    {
      config: grant("service.rota.manage"),
      schema: {
        tags,
        body: z
          .strictObject({ shiftId: z.uuid(), staffId: z.uuid(), days: z.array(Day).min(1).max(35) })
          .meta({ id: "NewDuties" }),
        response: { 201: z.object({ added: z.number() }) },
      },
    },
    async (request, reply) => {
      const { shiftId, staffId, days } = request.body;
      return reply.code(201).send(await request.write((ctx) => assign(ctx, shiftId, staffId, [...new Set(days)])));
    },
  );

  app.delete(
    "/api/v1/rota/duties/:id",
    { config: grant("service.rota.manage"), schema: { tags, params: Id, response: { 204: z.null() } } },
    async (request, reply) => {
      await request.write((ctx) => unassign(ctx, request.params.id));
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/v1/rota/copies",
    {
      config: grant("service.rota.manage"),
      schema: {
        tags,
        description: "Copies the seven days from one day on to the seven days from another, whole weeks apart",
        body: z.strictObject({ from: Day, to: Day }).meta({ id: "RotaCopy" }),
        response: { 200: z.object({ copied: z.number(), skipped: z.number() }) },
      },
    },
    (request) => request.write((ctx) => copy(ctx, request.body.from, request.body.to)),
  );

  app.get(
    "/api/v1/rota/shifts",
    {
      config: grant("service.rota.read"),
      schema: { tags, response: { 200: z.object({ items: z.array(Shift) }) } },
    },
    async (request) => ({ items: await listShifts(request.reading()) }),
  );

  app.post(
    "/api/v1/rota/shifts",
    { config: grant("service.rota.manage"), schema: { tags, body: NewShift, response: { 201: Shift } } },
    async (request, reply) => reply.code(201).send(await request.write((ctx) => addShift(ctx, request.body))),
  );

  app.patch(
    "/api/v1/rota/shifts/:id",
    { config: grant("service.rota.manage"), schema: { tags, params: Id, body: ShiftPatch, response: { 200: Shift } } },
    (request) => {
      const { version, ...patch } = request.body;
      return request.write((ctx) => changeShift(ctx, request.params.id, version, patch as never));
    },
  );
};
