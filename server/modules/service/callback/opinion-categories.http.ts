import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { Text } from "../../../platform/text.schema.ts";
import {
  addOpinionCategory,
  changeOpinionCategory,
  listOpinionCategories,
  removeOpinionCategory,
} from "./opinion-category.actions.ts";

const OpinionCategory = z
  .object({
    key: z.string(),
    label: Text,
    position: z.number(),
    active: z.boolean().describe("A retired one is chosen no more; what was recorded under it stays"),
    used: z.boolean().describe("Opinions or measures hold it: it can be retired, not deleted"),
  })
  .meta({ id: "OpinionCategory" });

const name = z.string().trim().min(1).max(60);
const label = z.strictObject({ zh: name, en: name });
const position = z.number().int().min(0).max(10_000);
const Key = z.strictObject({ key: z.string().max(60) });

/** What opinions said in callbacks are about (T7.2, T7.3): a list that the company extends. */
export const opinionCategoryRoutes: Routes = (app) => {
  const tags = ["callbacks"];
  const settings = grant("service.settings");

  app.get(
    "/api/v1/opinion-categories",
    {
      config: grant("service.callbacks.read"),
      schema: { tags, response: { 200: z.object({ items: z.array(OpinionCategory) }) } },
    },
    async (request) => ({ items: await listOpinionCategories(request.reading()) }),
  );

  app.post(
    "/api/v1/opinion-categories",
    {
      config: settings,
      schema: {
        tags,
        body: z
          .strictObject({
            key: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
            label,
            position: position.default(50),
          })
          .meta({ id: "NewOpinionCategory" }),
        response: { 201: OpinionCategory },
      },
    },
    async (request, reply) => reply.code(201).send(await request.write((ctx) => addOpinionCategory(ctx, request.body))),
  );

  app.patch(
    "/api/v1/opinion-categories/:key",
    {
      config: settings,
      schema: {
        tags,
        params: Key,
        body: z.strictObject({ label, position, active: z.boolean() }).partial(),
        response: { 200: OpinionCategory },
      },
    },
    (request) => request.write((ctx) => changeOpinionCategory(ctx, request.params.key, request.body)),
  );

  app.delete(
    "/api/v1/opinion-categories/:key",
    { config: settings, schema: { tags, params: Key, response: { 204: z.null() } } },
    async (request, reply) => {
      await request.write((ctx) => removeOpinionCategory(ctx, request.params.key));
      return reply.code(204).send(null);
    },
  );
};
