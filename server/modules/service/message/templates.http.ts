import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { Text } from "../../../platform/text.schema.ts";
import { changeTemplate, readTemplates, resetTemplate } from "./template.actions.ts";

const wording = {
  emailSubject: z.string().trim().min(1).max(200),
  emailBody: z.string().trim().min(1).max(5000),
  smsBody: z.string().trim().min(1).max(500),
  smsNumber: z
    .string()
    .trim()
    .min(1)
    .max(50)
    .nullable()
    .describe("Under which the carrier registered the text message; its places in the order of this text"),
};
const Template = z
  .object({
    key: z.string(),
    label: Text,
    suits: z.enum(["email", "sms"]).describe("The way where the customer prefers none"),
    variables: z.array(z.object({ name: z.string(), label: Text, secret: z.boolean() })),
    ...wording,
    version: z.number().int().describe("0: as shipped"),
    changedByName: z.string().nullable(),
    changedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "MessageTemplate" });
const TemplateWording = z
  .strictObject({ ...wording, version: z.number().int().min(0) })
  .meta({ id: "MessageTemplateWording" });
const Key = z.strictObject({ key: z.string().max(50) });

/** What the product says to customers, in the company's own words. */
export const templateRoutes: Routes = (app) => {
  const tags = ["messages"];
  const config = grant("service.settings");

  app.get(
    "/api/v1/message-templates",
    { config, schema: { tags, response: { 200: z.object({ items: z.array(Template) }) } } },
    async (request) => ({ items: await readTemplates(request.reading()) }),
  );
  app.put(
    "/api/v1/message-templates/:key",
    { config, schema: { tags, params: Key, body: TemplateWording, response: { 200: Template } } },
    (request) => request.write((ctx) => changeTemplate(ctx, request.params.key, request.body)),
  );
  app.delete(
    "/api/v1/message-templates/:key",
    { config, schema: { tags, params: Key, response: { 200: Template } } },
    (request) => request.write((ctx) => resetTemplate(ctx, request.params.key)),
  );
};
