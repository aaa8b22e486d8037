import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { colleaguesWith, departmentNames } from "../../identity/index.ts";
import { loadsOf } from "./assignment.store.ts";

/** For whoever gives work to a department, or reads why one was passed over. */
const Place = z
  .object({ id: z.uuid(), code: z.string(), name: z.string(), nameEn: z.string().nullable() })
  .meta({ id: "TicketDepartment" });
const Profile = z
  .object({
    staffId: z.uuid(),
    name: z.string(),
    departmentId: z.uuid(),
    skills: z.array(z.string()),
    capacity: z.number(),
    chatLimit: z.number(),
    open: z.number(),
  })
  .meta({ id: "StaffProfile" });

/** Who works on tickets, with skills, capacity and what they have in hand. */
export const profileRoutes: Routes = (app) => {
  const tags = ["tickets"];

  app.get(
    "/api/v1/ticket-staff",
    {
      config: grant("service.tickets.read"),
      schema: { tags, response: { 200: z.object({ items: z.array(Profile), departments: z.array(Place) }) } },
    },
    async (request) => {
      const ctx = request.reading();
      const people = await colleaguesWith(ctx, "service.tickets.work");
      const loads = new Map(
        (
          await loadsOf(
            ctx,
            people.map((one) => one.id),
          )
        ).map((load) => [load.staffId, load]),
      );
      return {
        items: people.map(({ id, name, departmentId }) => {
          const { skills, capacity, chatLimit, open } = loads.get(id)!;
          return { staffId: id, name, departmentId, skills, capacity, chatLimit, open };
        }),
        departments: await departmentNames(ctx),
      };
    },
  );

  app.put(
    "/api/v1/ticket-staff/:id",
    {
      config: grant("service.settings"),
      schema: {
        tags,
        params: z.strictObject({ id: z.uuid() }),
        body: z.strictObject({
          skills: z.array(z.string().trim().min(1).max(40)).max(30),
          capacity: z.number().int().min(0).max(1000),
          chatLimit: z.number().int().min(0).max(50).default(3),
        }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await request.write((ctx) => {
        const row = { ...request.body, updatedAt: ctx.now };
        return ctx.tx
          .insertInto("service.staffProfile")
          .values({ staffId: request.params.id, ...row })
          .onConflict((conflict) => conflict.column("staffId").doUpdateSet(row))
          .execute();
      });
      return reply.code(204).send(null);
    },
  );
};
