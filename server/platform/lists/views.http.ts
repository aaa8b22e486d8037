import { z } from "zod";
import type { Context } from "../context.ts";
import { conflict, forbidden, invalid, notFound } from "../errors.ts";
import type { Noun } from "../fields/index.ts";
import { type Routes, signedIn } from "../http/route.ts";
import { newId } from "../ids.ts";
import { demandView, isUsable, ViewDefinition } from "./views.ts";

const Id = z.strictObject({ id: z.uuid() });
const View = z
  .object({
    id: z.uuid(),
    list: z.string(),
    name: z.string(),
    shared: z.boolean(),
    mine: z.boolean(),
    /** Null where the reader's rights do not suffice for its filters. */
    definition: ViewDefinition.nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "View" });
const name = z.string().trim().min(1).max(60);
const NewView = z
  .strictObject({ list: z.string().max(50), name, shared: z.boolean().default(false), definition: ViewDefinition })
  .meta({ id: "NewView" });
const ViewPatch = z
  .strictObject({ name: name.optional(), shared: z.boolean().optional(), definition: ViewDefinition.optional() })
  .meta({ id: "ViewPatch" });

const mostOfOnePerson = 100;

type Row = {
  id: string;
  list: string;
  name: string;
  shared: boolean;
  ownerId: string;
  definition: ViewDefinition;
  createdAt: string;
};

/** Saved views of lists: one's own, and those that others share. `lists` names the noun that each list shows. */
export const viewRoutes =
  (lists: ReadonlyMap<string, Noun>): Routes =>
  (app) => {
    const tags = ["lists"];
    const nounOf = (list: string): Noun => {
      const noun = lists.get(list);
      if (!noun)
        throw invalid(
          [{ field: "list", text: { zh: `没有「${list}」这个列表`, en: `there is no list "${list}"` } }],
          "lists.invalid",
        );
      return noun;
    };
    const shown = (ctx: Context, { ownerId, definition, ...row }: Row) => {
      const mine = ownerId === ctx.actor.id;
      return { ...row, mine, definition: isUsable(nounOf(row.list), definition, ctx.actor) ? definition : null };
    };
    /** Somebody's own view, for a change. */
    const own = async (ctx: Context, id: string): Promise<Row> => {
      const row = (await ctx.tx
        .selectFrom("platform.savedView")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst()) as Row | undefined;
      if (!row || (row.ownerId !== ctx.actor.id && !row.shared)) throw notFound({ zh: "视图", en: "view" });
      if (row.ownerId !== ctx.actor.id)
        throw forbidden({
          zh: "只有创建者可以修改或删除共享视图。",
          en: "Only its maker may change or remove a shared view.",
        });
      return row;
    };

    app.get(
      "/api/v1/views",
      {
        config: signedIn,
        schema: {
          tags,
          querystring: z.strictObject({ list: z.string().max(50) }),
          response: { 200: z.object({ items: z.array(View) }) },
        },
      },
      async (request) => {
        const ctx = request.reading();
        nounOf(request.query.list);
        const rows = await ctx.tx
          .selectFrom("platform.savedView")
          .selectAll()
          .where("list", "=", request.query.list)
          .where((eb) => eb.or([eb("ownerId", "=", ctx.actor.id), eb("shared", "=", true)]))
          .orderBy("name")
          .orderBy("id")
          .limit(500)
          .execute();
        return { items: (rows as Row[]).map((row) => shown(ctx, row)) };
      },
    );

    app.post(
      "/api/v1/views",
      { config: signedIn, schema: { tags, body: NewView, response: { 201: View } } },
      async (request, reply) => {
        const view = await request.write(async (ctx) => {
          const { definition, ...given } = request.body;
          demandView(nounOf(given.list), definition, ctx.actor);
          const held = await ctx.tx
            .selectFrom("platform.savedView")
            .select((eb) => eb.fn.countAll<bigint>().as("n"))
            .where("ownerId", "=", ctx.actor.id!)
            .executeTakeFirstOrThrow();
          if (held.n >= mostOfOnePerson)
            throw conflict("lists.too_many_views", {
              zh: `每人最多保存 ${mostOfOnePerson} 个视图，请先删除不用的。`,
              en: `At most ${mostOfOnePerson} views a person; remove some first.`,
            });
          const row = { id: newId(), ...given, ownerId: ctx.actor.id!, createdAt: ctx.now.toISOString() };
          await ctx.tx
            .insertInto("platform.savedView")
            .values({ ...row, definition: JSON.stringify(definition) })
            .execute();
          return shown(ctx, { ...row, definition });
        });
        return reply.code(201).send(view);
      },
    );

    app.patch(
      "/api/v1/views/:id",
      { config: signedIn, schema: { tags, params: Id, body: ViewPatch, response: { 200: View } } },
      (request) =>
        request.write(async (ctx) => {
          const row = await own(ctx, request.params.id);
          const { definition = row.definition, name: called = row.name, shared = row.shared } = request.body;
          demandView(nounOf(row.list), definition, ctx.actor);
          await ctx.tx
            .updateTable("platform.savedView")
            .set({ name: called, shared, definition: JSON.stringify(definition) })
            .where("id", "=", row.id)
            .execute();
          return shown(ctx, { ...row, name: called, shared, definition });
        }),
    );

    app.delete(
      "/api/v1/views/:id",
      { config: signedIn, schema: { tags, params: Id, response: { 204: z.null() } } },
      async (request, reply) => {
        await request.write(async (ctx) => {
          const { id } = await own(ctx, request.params.id);
          await ctx.tx.deleteFrom("platform.savedView").where("id", "=", id).execute();
        });
        return reply.code(204).send(null);
      },
    );
  };
