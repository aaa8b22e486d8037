import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import { CallbackRemedy } from "./callback.fields.ts";
import { answer, readRemedies, readRemedy } from "./remedy.actions.ts";

/** Correction orders after callbacks: the department responsible puts right and answers (S2.2.3). */
export const remedyRoutes: Routes = (app) => {
  const tags = ["callbacks"];
  const config = grant("service.tickets.work");

  app.get(
    "/api/v1/callback-remedies",
    {
      config,
      schema: {
        tags,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.uuid().optional(),
          state: z.enum(["open", "all"]).default("open"),
        }),
        response: { 200: pageSchema(CallbackRemedy) },
      },
    },
    async (request) => {
      const { limit, cursor, state } = request.query;
      const rows = await readRemedies(request.reading(), { open: state === "open", cursor, limit });
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.post(
    "/api/v1/callback-remedies/:id/answer",
    {
      config,
      schema: {
        tags,
        params: z.strictObject({ id: z.uuid() }),
        body: z.strictObject({ answer: z.string().trim().min(2).max(2000) }),
        response: { 200: CallbackRemedy },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await answer(ctx, request.params.id, request.body.answer);
        return readRemedy(ctx, request.params.id);
      }),
  );
};
