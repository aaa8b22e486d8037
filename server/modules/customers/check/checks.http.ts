import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { checkCustomer, readChecks } from "./check.actions.ts";

const Id = z.strictObject({ id: z.uuid() });
export const Check = z
  .object({
    id: z.uuid(),
    accurate: z.boolean(),
    wrongFields: z.array(z.string()),
    note: z.string().nullable(),
    checkedByName: z.string(),
    at: z.iso.datetime(),
  })
  .meta({ id: "SecondCheck" });
const NewCheck = z
  .strictObject({
    accurate: z.boolean(),
    wrongFields: z.array(z.string().max(50)).max(50).default([]),
    note: z.string().trim().max(500).nullish(),
  })
  .meta({ id: "NewSecondCheck" });

export const checkRoutes: Routes = (app) => {
  const tags = ["customers"];
  const at = "/api/v1/customers/:id/checks";
  app.get(
    at,
    {
      config: grant("customers.read"),
      schema: { tags, params: Id, response: { 200: z.object({ items: z.array(Check) }) } },
    },
    async (request) => ({
      items: await readChecks(request.reading(), request.params.id),
    }),
  );
  app.post(
    at,
    { config: grant("customers.check"), schema: { tags, params: Id, body: NewCheck, response: { 201: Check } } },
    async (request, reply) =>
      reply.code(201).send(await request.write((ctx) => checkCustomer(ctx, request.params.id, request.body))),
  );
};
