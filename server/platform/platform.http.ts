import { z } from "zod";
import { may } from "./actor.ts";
import { AppError, notFound } from "./errors.ts";
import { describe, NounDescription } from "./fields/index.ts";
import { describeGrants, GrantCatalogue } from "./grants.ts";
import { grant, open, type Routes, signedIn } from "./http/route.ts";
import type { Module } from "./module.ts";
import { cancelRun, findRun } from "./runs.ts";
import { Text } from "./text.schema.ts";

const Id = z.strictObject({ id: z.uuid() });

const Run = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    label: Text,
    state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
    done: z.number(),
    total: z.number().nullable(),
    result: z.record(z.string(), z.unknown()).nullable(),
    problem: z.record(z.string(), z.unknown()).nullable(),
    createdByName: z.string(),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    cancelRequested: z.boolean(),
  })
  .meta({ id: "Run" });

const EventKind = z.object({ kind: z.string(), text: Text }).meta({ id: "EventKind" });
const Event = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    text: Text,
    customerId: z.uuid().nullable(),
    subjectType: z.string(),
    subjectId: z.uuid(),
    actorName: z.string(),
    at: z.iso.datetime(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "Event" });

/** Health, the nouns' descriptions, background jobs, the audit trail. */
export const platformRoutes =
  (modules: readonly Module[]): Routes =>
  (app) => {
    const nouns = new Map(modules.flatMap((module) => module.nouns.map((noun) => [noun.name, noun])));
    const eventTexts = new Map(modules.flatMap((module) => module.events.map((event) => [event.kind, event.text])));
    const runLabels = new Map(
      modules.flatMap((module) => Object.entries(module.runs ?? {}).map(([kind, run]) => [kind, run.label])),
    );
    const named = (labels: Map<string, z.infer<typeof Text>>, kind: string) =>
      labels.get(kind) ?? { zh: kind, en: kind };

    app.get(
      "/api/v1/health",
      { config: open, schema: { tags: ["platform"], response: { 200: z.object({ ok: z.literal(true) }) } } },
      () => ({ ok: true as const }),
    );

    app.get(
      "/api/v1/ready",
      { config: open, schema: { tags: ["platform"], response: { 200: z.object({ ok: z.literal(true) }) } } },
      async (request) => {
        const { services } = request.reading();
        await services.pool.query("select 1").catch(() => {
          throw new AppError("platform.database_away", 503, {
            text: { zh: "数据库暂时无法连接。", en: "The database cannot be reached." },
          });
        });
        return { ok: true as const };
      },
    );

    app.get(
      "/api/v1/nouns/:name",
      {
        config: signedIn,
        schema: {
          tags: ["platform"],
          params: z.strictObject({ name: z.string() }),
          response: { 200: NounDescription },
        },
      },
      (request) => {
        const noun = nouns.get(request.params.name);
        if (!noun) throw notFound({ zh: "这类记录", en: "kind of record" });
        return describe(noun, request.actor);
      },
    );

    app.get(
      "/api/v1/permissions",
      { config: grant("identity.roles.read"), schema: { tags: ["platform"], response: { 200: GrantCatalogue } } },
      () => describeGrants(modules),
    );

    const runReply = (run: Awaited<ReturnType<typeof findRun>>) => ({
      ...run,
      label: named(runLabels, run.kind),
      state: run.state as z.infer<typeof Run>["state"],
      done: Number(run.done),
      total: run.total === null ? null : Number(run.total),
    });

    app.get(
      "/api/v1/runs",
      {
        config: signedIn,
        schema: {
          tags: ["runs"],
          querystring: z.strictObject({
            limit: z.coerce.number().int().min(1).max(100).default(20),
            cursor: z.uuid().optional(),
            state: z.enum(["active", "all"]).default("all"),
          }),
          response: { 200: z.object({ items: z.array(Run), next: z.string().nullable() }) },
        },
      },
      async (request) => {
        const { limit, cursor, state } = request.query;
        const rows = await request
          .reading()
          .tx.selectFrom("platform.run")
          .selectAll()
          // Everybody sees their own jobs; those of others need the right to.
          .$if(!may(request.actor, "platform.runs"), (q) => q.where("createdBy", "=", request.actor.id))
          .$if(cursor !== undefined, (q) => q.where("id", "<", cursor!))
          .$if(state === "active", (q) => q.where("state", "in", ["queued", "running"]))
          .orderBy("id", "desc")
          .limit(limit + 1)
          .execute();
        const items = rows.slice(0, limit);
        return { items: items.map(runReply), next: rows.length > limit ? items.at(-1)!.id : null };
      },
    );

    app.get(
      "/api/v1/runs/:id",
      { config: signedIn, schema: { tags: ["runs"], params: Id, response: { 200: Run } } },
      async (request) => {
        const run = await findRun(request.reading(), request.params.id);
        if (run.createdBy !== request.actor.id && !may(request.actor, "platform.runs"))
          throw notFound({ zh: "任务", en: "job" });
        return runReply(run);
      },
    );

    app.post(
      "/api/v1/runs/:id/cancellation",
      { config: signedIn, schema: { tags: ["runs"], params: Id, response: { 202: Run } } },
      async (request, reply) => {
        const run = await request.write(async (ctx) => {
          const found = await findRun(ctx, request.params.id);
          if (found.createdBy !== ctx.actor.id && !may(ctx.actor, "platform.runs"))
            throw notFound({ zh: "任务", en: "job" });
          await cancelRun(ctx, found.id);
          return findRun(ctx, found.id);
        });
        return reply.code(202).send(runReply(run));
      },
    );

    app.get(
      "/api/v1/event-kinds",
      {
        config: grant("platform.audit"),
        schema: { tags: ["audit"], response: { 200: z.object({ items: z.array(EventKind) }) } },
      },
      async () => ({ items: [...eventTexts].map(([kind, text]) => ({ kind, text })) }),
    );

    app.get(
      "/api/v1/events",
      {
        config: grant("platform.audit"),
        schema: {
          tags: ["audit"],
          querystring: z.strictObject({
            limit: z.coerce.number().int().min(1).max(200).default(50),
            cursor: z.uuid().optional(),
            kind: z.string().max(100).optional(),
            actorId: z.uuid().optional(),
            subjectId: z.uuid().optional(),
            from: z.iso.datetime().optional(),
            until: z.iso.datetime().optional().describe("The first moment no longer asked for"),
          }),
          response: { 200: z.object({ items: z.array(Event), next: z.string().nullable() }) },
        },
      },
      async (request) => {
        const { limit, cursor, kind, actorId, subjectId, from, until } = request.query;
        const rows = await request
          .reading()
          .services.search.selectFrom("platform.event")
          .selectAll()
          .$if(cursor !== undefined, (q) => q.where("id", "<", cursor!))
          .$if(kind !== undefined, (q) => q.where("kind", "=", kind!))
          .$if(actorId !== undefined, (q) => q.where("actorId", "=", actorId!))
          .$if(subjectId !== undefined, (q) => q.where("subjectId", "=", subjectId!))
          .$if(from !== undefined, (q) => q.where("at", ">=", from!))
          .$if(until !== undefined, (q) => q.where("at", "<", until!))
          .orderBy("id", "desc")
          .limit(limit + 1)
          .execute();
        const items = rows.slice(0, limit);
        return {
          items: items.map((row) => ({
            ...row,
            text: named(eventTexts, row.kind),
            customerId: row.customerId.startsWith("00000000-0000-0000") ? null : row.customerId,
          })),
          next: rows.length > limit ? items.at(-1)!.id : null,
        };
      },
    );
  };
