import { z } from "zod";
import { invalid, notFound } from "../../../platform/errors.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { colleaguesWith } from "../../identity/index.ts";
import { ServiceContact } from "../contact/contact.fields.ts";
import { phoneOf } from "../contact/contact.rules.ts";
import { callFigures, myHotline } from "./desk.actions.ts";
import { leaveExtension, listExtensions, removeExtension, setExtension } from "./extension.store.ts";
import { simulateCall } from "./simulate.ts";
import { addSwitchboard, loadSwitchboard, rotateSecret, switchOff } from "./switchboard.actions.ts";
import { listSwitchboards } from "./switchboard.store.ts";

const instant = z.iso.datetime();
const Switchboard = z
  .object({
    id: z.uuid(),
    name: z.string(),
    active: z.boolean(),
    createdByName: z.string(),
    createdAt: instant,
    rotatedAt: instant.nullable(),
    formerUntil: instant.nullable().describe("Until then the former secret holds too"),
    lastEventAt: instant.nullable(),
  })
  .meta({ id: "Switchboard" });
const Secret = z
  .object({ id: z.uuid(), secret: z.string().describe("Shown this once") })
  .meta({ id: "SwitchboardSecret" });
const ExtensionNumber = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z*#_-]{1,20}$/, "分机号为 1 至 20 位 / An extension has 1 to 20 characters");
const Extension = z
  .object({ extension: z.string(), staffId: z.uuid(), staffName: z.string().nullable() })
  .meta({ id: "Extension" });
const Id = z.strictObject({ id: z.uuid() });
const AtExtension = z.strictObject({ extension: ExtensionNumber });
const tags = ["service"];
const settings = grant("service.settings");

/** The hotline: its switchboards, whose telephone is whose, and an agent's own calls. */
export const hotlineRoutes: Routes = (app) => {
  app.get(
    "/api/v1/hotline/mine",
    {
      config: grant("service.hotline"),
      schema: {
        tags,
        response: { 200: z.object({ extension: z.string().nullable(), calls: z.array(ServiceContact) }) },
      },
    },
    (request) => myHotline(request.reading()),
  );

  app.put(
    "/api/v1/hotline/mine",
    {
      config: grant("service.hotline"),
      schema: {
        tags,
        description: "The telephone at which one sits today",
        body: z.strictObject({ extension: ExtensionNumber.nullable() }).meta({ id: "OwnExtension" }),
        response: { 200: z.object({ extension: z.string().nullable() }) },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        const { extension } = request.body;
        if (extension) await setExtension(ctx, ctx.actor.id!, extension);
        else await leaveExtension(ctx, ctx.actor.id!);
        await ctx.emit({
          kind: extension ? "service.extension.set" : "service.extension.removed",
          subjectType: "staff",
          subjectId: ctx.actor.id!,
          data: { extension: extension ?? "" },
        });
        return { extension };
      }),
  );

  app.get(
    "/api/v1/hotline/figures",
    {
      config: grant("service.contacts.read"),
      schema: {
        tags,
        querystring: z.strictObject({ from: instant, to: instant }),
        response: {
          200: z
            .object({
              calls: z.number(),
              answered: z.number(),
              missed: z.number(),
              inTime: z.number().nullable().describe("Answered within `seconds`"),
              seconds: z.number().nullable().describe("By the clause in force"),
              share: z.number().nullable().describe("The share that the clause asks for"),
            })
            .meta({ id: "CallFigures" }),
        },
      },
    },
    (request) => callFigures(request.reading(), request.query.from, request.query.to),
  );

  app.get(
    "/api/v1/hotline/switchboards",
    { config: settings, schema: { tags, response: { 200: z.object({ items: z.array(Switchboard) }) } } },
    async (request) => ({ items: await listSwitchboards(request.reading()) }),
  );

  app.post(
    "/api/v1/hotline/switchboards",
    {
      config: settings,
      schema: {
        tags,
        body: z.strictObject({ name: z.string().trim().min(1).max(60) }).meta({ id: "NewSwitchboard" }),
        response: { 201: Secret },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await request.write((ctx) => addSwitchboard(ctx, request.body.name))),
  );

  app.post(
    "/api/v1/hotline/switchboards/:id/secret",
    {
      config: settings,
      schema: {
        tags,
        description: "A new secret. The former one holds for a day, unless `atOnce` says that others know it",
        params: Id,
        body: z.strictObject({ atOnce: z.boolean().default(false) }).meta({ id: "SecretRotation" }),
        response: { 201: Secret },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await request.write((ctx) => rotateSecret(ctx, request.params.id, request.body.atOnce))),
  );

  app.post(
    "/api/v1/hotline/switchboards/:id/disablement",
    { config: settings, schema: { tags, params: Id, response: { 200: Switchboard } } },
    (request) =>
      request.write(async (ctx) => {
        await switchOff(ctx, request.params.id);
        const { secret: _, formerSecret: __, ...board } = await loadSwitchboard(ctx, request.params.id);
        return board;
      }),
  );

  app.get(
    "/api/v1/hotline/extensions",
    {
      config: settings,
      schema: {
        tags,
        response: {
          200: z.object({
            items: z.array(Extension),
            people: z.array(z.object({ id: z.uuid(), name: z.string() })).describe("Who answers the hotline"),
          }),
        },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const people = await colleaguesWith(ctx, "service.hotline");
      return { items: await listExtensions(ctx), people: people.map(({ id, name }) => ({ id, name })) };
    },
  );

  app.put(
    "/api/v1/hotline/extensions/:extension",
    {
      config: settings,
      schema: {
        tags,
        params: AtExtension,
        body: z.strictObject({ staffId: z.uuid() }).meta({ id: "ExtensionHolder" }),
        response: { 200: z.object({ items: z.array(Extension) }) },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        const { extension } = request.params;
        const { staffId } = request.body;
        if (!(await colleaguesWith(ctx, "service.hotline")).some((one) => one.id === staffId))
          throw invalid(
            [
              {
                field: "staffId",
                text: { zh: "此人不在岗，或岗位不接听热线", en: "not at work here, or does not answer the hotline" },
              },
            ],
            "service.invalid",
          );
        await setExtension(ctx, staffId, extension);
        await ctx.emit({
          kind: "service.extension.set",
          subjectType: "staff",
          subjectId: staffId,
          data: { extension },
        });
        return { items: await listExtensions(ctx) };
      }),
  );

  app.delete(
    "/api/v1/hotline/extensions/:extension",
    { config: settings, schema: { tags, params: AtExtension, response: { 204: z.null() } } },
    async (request, reply) => {
      const { extension } = request.params;
      await request.write(async (ctx) => {
        const [gone] = await removeExtension(ctx, extension);
        if (!gone) throw notFound({ zh: "分机", en: "extension" });
        await ctx.emit({
          kind: "service.extension.removed",
          subjectType: "staff",
          subjectId: gone.staffId,
          data: { extension },
        });
      });
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/v1/hotline/simulations",
    {
      config: settings,
      schema: {
        tags,
        description: "Lets a call ring at a colleague's screen, be answered and end. It is recorded like a real one",
        body: z
          .strictObject({
            from: z.string().trim().max(60),
            staffId: z.uuid(),
            seconds: z.number().int().min(1).max(600).default(60),
          })
          .meta({ id: "CallSimulation" }),
        response: { 201: z.object({ id: z.uuid() }) },
      },
    },
    async (request, reply) => {
      if (!phoneOf(request.body.from))
        throw invalid(
          [{ field: "from", text: { zh: "电话号码应为 5 至 20 位数字", en: "a phone number has 5 to 20 digits" } }],
          "service.invalid",
        );
      return reply.code(201).send({ id: await request.write((ctx) => simulateCall(ctx, request.body)) });
    },
  );
};
