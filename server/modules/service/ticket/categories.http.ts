import { z } from "zod";
import { conflict, invalid, notFound } from "../../../platform/errors.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { newId } from "../../../platform/ids.ts";
import { Text } from "../../../platform/text.schema.ts";
import { findCategory, listCategories } from "./category.store.ts";
import { kinds } from "./choices.ts";
import { demandDefined, sortingRules } from "./sorting.ts";
import { Id } from "./tickets.http.ts";

const Category = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    parentId: z.uuid().nullable(),
    key: z.string(),
    label: Text,
    definition: Text.nullable().describe("By what a matter belongs here"),
    skill: z.string().nullable(),
    position: z.number(),
    active: z.boolean(),
  })
  .meta({ id: "TicketCategory" });

const label = z.strictObject({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) });
const text = z.string().trim().min(2).max(500);
const definition = z.strictObject({ zh: text, en: text }).nullable();
const skill = z.string().trim().min(1).max(40).nullable();

/** What tickets are about: a tree that the company extends (T5.1.2). One in use is switched off, never deleted. */
export const categoryRoutes: Routes = (app) => {
  const tags = ["tickets"];

  app.get(
    "/api/v1/ticket-categories",
    {
      config: grant("service.tickets.read"),
      schema: {
        tags,
        response: {
          200: z.object({
            items: z.array(Category),
            complaints: z
              .object({ required: z.boolean(), reason: z.boolean(), definition: z.boolean() })
              .describe("What the policy asks: a category, a reason of its change, a definition of a new one"),
          }),
        },
      },
    },
    async (request) => {
      const ctx = request.reading();
      return { items: await listCategories(ctx), complaints: await sortingRules(ctx) };
    },
  );

  app.post(
    "/api/v1/ticket-categories",
    {
      config: grant("service.settings"),
      schema: {
        tags,
        body: z.strictObject({
          kind: z.enum(Object.keys(kinds) as [string, ...string[]]),
          key: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
          label,
          definition: definition.default(null),
          parentId: z.uuid().nullable().default(null),
          skill: skill.default(null),
          position: z.number().int().min(0).max(10_000).default(50),
        }),
        response: { 201: Category },
      },
    },
    async (request, reply) => {
      const made = await request.write(async (ctx) => {
        const { parentId, kind, key } = request.body;
        if (parentId && (await findCategory(ctx, parentId))?.kind !== kind)
          throw invalid([
            {
              field: "parentId",
              text: { zh: "上级类别不存在或类型不同", en: "the parent is missing or of another kind" },
            },
          ]);
        if (await findCategory(ctx, key))
          throw conflict("service.category_exists", {
            zh: "已有同代码的类别。",
            en: "There is a category with this key.",
          });
        const id = newId();
        const { label: named, definition: meant } = request.body;
        if (kind === "complaint") await demandDefined(ctx, id, meant !== null);
        await ctx.tx
          .insertInto("service.category")
          .values({ ...request.body, id, label: JSON.stringify(named), definition: meant && JSON.stringify(meant) })
          .execute();
        return (await findCategory(ctx, id))!;
      });
      return reply.code(201).send(made);
    },
  );

  app.patch(
    "/api/v1/ticket-categories/:id",
    {
      config: grant("service.settings"),
      schema: {
        tags,
        params: Id,
        body: z
          .strictObject({
            label,
            definition,
            skill,
            position: z.number().int().min(0).max(10_000),
            active: z.boolean(),
          })
          .partial(),
        response: { 200: Category },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        const { label: named, definition: meant, ...rest } = request.body;
        const found = await findCategory(ctx, request.params.id);
        if (!found) throw notFound({ zh: "类别", en: "category" });
        if (found.kind === "complaint" && meant !== undefined) await demandDefined(ctx, found.id, meant !== null);
        if (Object.keys(request.body).length)
          await ctx.tx
            .updateTable("service.category")
            .set({
              ...rest,
              ...(named && { label: JSON.stringify(named) }),
              ...(meant !== undefined && { definition: meant && JSON.stringify(meant) }),
            })
            .where("id", "=", request.params.id)
            .execute();
        return (await findCategory(ctx, request.params.id))!;
      }),
  );
};
