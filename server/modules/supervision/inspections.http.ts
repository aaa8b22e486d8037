import { z } from "zod";
import { grant, type Routes } from "../../platform/http/route.ts";
import { pageOf, pageSchema } from "../../platform/lists/index.ts";
import { recordInspection, verify } from "./inspection.actions.ts";
import { findInspection, listInspections } from "./inspection.store.ts";

const Inspection = z
  .object({
    id: z.uuid(),
    period: z.string().nullable(),
    departmentId: z.uuid(),
    findings: z.string(),
    ownerId: z.uuid().nullable(),
    correctBy: z.iso.date().nullable(),
    recordedByName: z.string(),
    recordedAt: z.iso.datetime(),
    verification: z.string().nullable(),
    verifiedByName: z.string().nullable(),
    verifiedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Inspection" });

const NewInspection = z
  .strictObject({
    departmentId: z.uuid(),
    findings: z.string().trim().min(2).max(5000),
    ownerId: z.uuid().optional(),
    correctBy: z.iso.date().optional(),
  })
  .meta({ id: "NewInspection" });

export const Paging = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional(),
  state: z.enum(["open", "all"]).default("all"),
});

/** Inspections of departments, and the correction of what was found (B8.1.1). */
export const inspectionRoutes: Routes = (app) => {
  const tags = ["supervision"];

  app.get(
    "/api/v1/inspections",
    {
      config: grant("supervision.read"),
      schema: { tags, querystring: Paging, response: { 200: pageSchema(Inspection) } },
    },
    async (request) => {
      const { limit, cursor, state } = request.query;
      return pageOf(await listInspections(request.reading().tx, { open: state === "open", cursor, limit }), limit);
    },
  );

  app.post(
    "/api/v1/inspections",
    { config: grant("supervision.inspect"), schema: { tags, body: NewInspection, response: { 201: Inspection } } },
    async (request, reply) => {
      const made = await request.write(async (ctx) =>
        findInspection(ctx.tx, await recordInspection(ctx, request.body)),
      );
      return reply.code(201).send(made!);
    },
  );

  app.post(
    "/api/v1/inspections/:id/verification",
    {
      config: grant("supervision.inspect"),
      schema: {
        tags,
        params: z.strictObject({ id: z.uuid() }),
        body: z.strictObject({ verification: z.string().trim().min(2).max(2000) }),
        response: { 200: Inspection },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await verify(ctx, request.params.id, request.body.verification);
        return (await findInspection(ctx.tx, request.params.id))!;
      }),
  );
};
