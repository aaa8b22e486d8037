import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { encodeCursor, pageSchema } from "../../../platform/lists/index.ts";
import { readCursor } from "../compliance/span.ts";
import { cancelReplay, startReplay } from "./replay.actions.ts";
import { NewReplay, present, Replay, ReplayChange, ReplayObligation } from "./replay.schema.ts";
import { findReplay, listChanges, listObligationChanges, listReplays } from "./replay.store.ts";

const Id = z.strictObject({ id: z.uuid() });
const paging = { limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().max(1000).optional() };

/** History judged by a draft: who would change, what would have been late, the figures side by side. */
export const replayRoutes: Routes = (app) => {
  const tags = ["replays"];
  const config = grant("policy.replay");

  app.post(
    "/api/v1/replays",
    { config, schema: { tags, body: NewReplay, response: { 201: Replay } } },
    async (request, reply) => {
      const made = await request.write(async (ctx) => findReplay(ctx, await startReplay(ctx, request.body)));
      return reply.code(201).send(present(made));
    },
  );

  app.get(
    "/api/v1/replays",
    {
      config,
      schema: {
        tags,
        querystring: z.strictObject({ ...paging, cursor: z.uuid().optional(), versionId: z.uuid().optional() }),
        response: { 200: pageSchema(Replay) },
      },
    },
    async (request) => {
      const { limit } = request.query;
      const rows = await listReplays(request.reading().tx, request.query);
      const items = rows.slice(0, limit).map(present);
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.get("/api/v1/replays/:id", { config, schema: { tags, params: Id, response: { 200: Replay } } }, async (request) =>
    present(await findReplay(request.reading(), request.params.id)),
  );

  app.post(
    "/api/v1/replays/:id/cancellation",
    { config, schema: { tags, params: Id, response: { 200: Replay } } },
    async (request) =>
      present(
        await request.write(async (ctx) => {
          await cancelReplay(ctx, request.params.id);
          return findReplay(ctx, request.params.id);
        }),
      ),
  );

  app.get(
    "/api/v1/replays/:id/changes",
    {
      config,
      schema: {
        tags,
        params: Id,
        querystring: z.strictObject({
          ...paging,
          control: z.string().max(80).optional(),
          at: z.iso.datetime().optional(),
          fromValue: z.string().max(200).optional().describe("Empty: without a value"),
          toValue: z.string().max(200).optional(),
        }),
        response: { 200: pageSchema(ReplayChange) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      await findReplay(ctx, request.params.id);
      const { limit, cursor, ...asked } = request.query;
      const rows = await listChanges(ctx.tx, request.params.id, {
        ...asked,
        limit,
        cursor: readCursor(cursor, "changes", z.tuple([z.string(), z.iso.datetime(), z.uuid(), z.uuid()])),
      });
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return {
        items,
        next:
          rows.length > limit && last
            ? encodeCursor("changes", [last.control, last.at, last.customerId, last.subjectId])
            : null,
      };
    },
  );

  app.get(
    "/api/v1/replays/:id/obligations",
    {
      config,
      schema: {
        tags,
        params: Id,
        querystring: z.strictObject({
          ...paging,
          change: z.enum(["newly_late", "no_longer_late"]).optional(),
          control: z.string().max(80).optional(),
          clause: z.string().max(20).optional(),
        }),
        response: { 200: pageSchema(ReplayObligation) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      await findReplay(ctx, request.params.id);
      const { limit, cursor, ...asked } = request.query;
      const rows = await listObligationChanges(ctx.tx, request.params.id, {
        ...asked,
        limit,
        cursor: readCursor(
          cursor,
          "obligations",
          z.tuple([z.enum(["newly_late", "no_longer_late"]), z.uuid(), z.uuid()]),
        ),
      });
      const items = rows.slice(0, limit) as z.infer<typeof ReplayObligation>[];
      const last = items.at(-1);
      return {
        items,
        next:
          rows.length > limit && last
            ? encodeCursor("obligations", [last.change, last.customerId, last.obligationId])
            : null,
      };
    },
  );
};
