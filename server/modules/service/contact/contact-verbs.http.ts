import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { needTypes, satisfactions, urgencies } from "./choices.ts";
import { ServiceContact } from "./contact.fields.ts";
import { contactPage, Id } from "./contacts.http.ts";
import {
  analyseNeed,
  completeContact,
  handContacts,
  identifyContact,
  receivers,
  writeContact,
} from "./handle.actions.ts";
import { revealCounterpart } from "./reveal.actions.ts";

const oneOf = <K extends string>(choices: Record<K, unknown>) => z.enum(Object.keys(choices) as [K, ...K[]]);
const words = (max: number) => z.string().trim().min(1).max(max);

const Need = z
  .strictObject({
    needType: oneOf(needTypes),
    needUrgency: oneOf(urgencies).default("normal"),
    featuresWanted: words(1000).optional(),
    satisfaction: oneOf(satisfactions).optional(),
    latentNeeds: words(1000).optional(),
  })
  .meta({ id: "ContactNeed" });
const Writing = z
  .strictObject({
    version: z.number().int(),
    subject: words(200).nullable().optional(),
    content: words(20_000).nullable().optional(),
  })
  .meta({ id: "ContactWriting" });

const tags = ["service"];

/** What is done with a contact until it is finished. */
export const contactVerbRoutes: Routes = (app) => {
  const verb = <B extends z.ZodType>(
    method: "POST" | "PATCH",
    path: string,
    body: B,
    act: (ctx: Context, id: string, given: z.output<B>) => Promise<unknown>,
  ) =>
    app.route({
      method,
      url: `/api/v1/contacts/:id${path}`,
      config: grant("service.contacts.record"),
      schema: { tags, params: Id, body, response: { 200: ServiceContact } },
      handler: (request) =>
        request.write(async (ctx) => {
          const { id } = request.params as { id: string };
          await act(ctx, id, request.body as z.output<B>);
          return contactPage(ctx, id);
        }),
    });

  verb("PATCH", "", Writing, (ctx, id, { version, ...facts }) => writeContact(ctx, id, version, facts));
  verb("POST", "/customer", z.strictObject({ customerId: z.uuid() }), (ctx, id, { customerId }) =>
    identifyContact(ctx, id, customerId),
  );
  verb("POST", "/completion", z.strictObject({ content: words(20_000).optional() }), (ctx, id, { content }) =>
    completeContact(ctx, id, content),
  );
  verb("POST", "/need", Need, analyseNeed);

  app.get(
    "/api/v1/contacts/receivers",
    {
      config: grant("service.contacts.record"),
      schema: {
        tags,
        description: "Colleagues to whom contacts can be handed; who is on duty, or will be next, comes first",
        response: {
          200: z.object({
            items: z.array(z.object({ id: z.uuid(), name: z.string(), onDutyUntil: z.iso.datetime().nullable() })),
          }),
        },
      },
    },
    async (request) => ({ items: await receivers(request.reading()) }),
  );

  app.post(
    "/api/v1/contacts/handovers",
    {
      config: grant("service.contacts.record"),
      schema: {
        tags,
        description: "Hands open contacts to a colleague, such as the next shift",
        body: z
          .strictObject({ ids: z.array(z.uuid()).min(1).max(200), staffId: z.uuid() })
          .meta({ id: "ContactHandover" }),
        response: { 200: z.object({ handed: z.number() }) },
      },
    },
    (request) =>
      request.write(async (ctx) => ({
        handed: await handContacts(ctx, [...new Set(request.body.ids)], request.body.staffId),
      })),
  );

  app.post(
    "/api/v1/contacts/:id/reveals",
    {
      config: grant("service.contacts.read"),
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ field: z.literal("counterpart"), reason: z.string().trim().min(2).max(200) }),
        response: { 200: z.object({ value: z.string().nullable() }) },
      },
    },
    (request) => request.write((ctx) => revealCounterpart(ctx, request.params.id, request.body.reason)),
  );
};
