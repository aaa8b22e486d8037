import { z } from "zod";
import { createSchema } from "../../../platform/fields/index.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { Consent, consent } from "../record/record.fields.ts";
import { giveConsent, readConsents, withdrawConsent } from "./consent.actions.ts";

const Id = z.strictObject({ id: z.uuid() });
const ConsentId = z.strictObject({ id: z.uuid(), consentId: z.uuid() });
export const NewConsent = createSchema(consent, "NewConsent").partial({ givenBy: true, givenAt: true });

export const consentRoutes: Routes = (app) => {
  const tags = ["customers"];
  app.get(
    "/api/v1/customers/:id/consents",
    {
      config: grant("customers.read"),
      schema: { tags, params: Id, response: { 200: z.object({ items: z.array(Consent) }) } },
    },
    async (request) => ({
      items: await readConsents(request.reading(), request.params.id),
    }),
  );
  app.post(
    "/api/v1/customers/:id/consents",
    { config: grant("customers.update"), schema: { tags, params: Id, body: NewConsent, response: { 201: Consent } } },
    async (request, reply) =>
      reply.code(201).send(await request.write((ctx) => giveConsent(ctx, request.params.id, request.body))),
  );
  app.post(
    "/api/v1/customers/:id/consents/:consentId/withdrawal",
    { config: grant("customers.update"), schema: { tags, params: ConsentId, response: { 200: Consent } } },
    (request) => request.write((ctx) => withdrawConsent(ctx, request.params.id, request.params.consentId)),
  );
};
