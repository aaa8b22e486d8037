import { z } from "zod";
import { conflict, notFound } from "../../../platform/errors.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { newId } from "../../../platform/ids.ts";
import { Text } from "../../../platform/text.schema.ts";
import { findCause, listCauses } from "./cause.store.ts";

const Cause = z
  .object({ id: z.uuid(), key: z.string(), label: Text, position: z.number(), active: z.boolean() })
  .meta({ id: "ComplaintCause" });

const label = z.strictObject({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) });
const position = z.number().int().min(0).max(10_000);

/** Why complaints arise: a list that the company extends. One in use is switched off, never deleted. */
export const causeRoutes: Routes = (app) => {
  const tags = ["complaints"];

  app.get(
    "/api/v1/complaint-causes",
    { config: grant("service.tickets.read"), schema: { tags, response: { 200: z.object({ items: z.array(Cause) }) } } },
    async (request) => ({ items: await listCauses(request.reading()) }),
  );

  app.post(
    "/api/v1/complaint-causes",
    {
      config: grant("service.settings"),
      schema: {
        tags,
        body: z.strictObject({
          key: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
          label,
          position: position.default(100),
        }),
        response: { 201: Cause },
      },
    },
    async (request, reply) => {
      const made = await request.write(async (ctx) => {
        const id = newId();
        const { label: named, ...rest } = request.body;
        const row = await ctx.tx
          .insertInto("service.cause")
          .values({ ...rest, id, label: JSON.stringify(named), createdAt: ctx.now })
          .onConflict((taken) => taken.column("key").doNothing())
          .returning("id")
          .executeTakeFirst();
        if (!row)
          throw conflict("service.cause_exists", { zh: "已有同代码的原因。", en: "There is a cause with this key." });
        await ctx.emit({ kind: "service.cause.added", subjectType: "complaint_cause", subjectId: id });
        return (await findCause(ctx, id))!;
      });
      return reply.code(201).send(made);
    },
  );

  app.patch(
    "/api/v1/complaint-causes/:id",
    {
      config: grant("service.settings"),
      schema: {
        tags,
        params: z.strictObject({ id: z.uuid() }),
        body: z.strictObject({ label, position, active: z.boolean() }).partial(),
        response: { 200: Cause },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        const { id } = request.params;
        const { label: named, ...rest } = request.body;
        if (!(await findCause(ctx, id))) throw notFound({ zh: "原因", en: "cause" });
        if (Object.keys(request.body).length)
          await ctx.tx
            .updateTable("service.cause")
            .set({ ...rest, ...(named && { label: JSON.stringify(named) }) })
            .where("id", "=", id)
            .execute();
        await ctx.emit({ kind: "service.cause.changed", subjectType: "complaint_cause", subjectId: id });
        return (await findCause(ctx, id))!;
      }),
  );
};
