import { z } from "zod";
import { grant, type Routes } from "../../platform/http/route.ts";
import { pageOf, pageSchema } from "../../platform/lists/index.ts";
import { readFeedback, recordReadings } from "./feedback.actions.ts";

const Feedback = z
  .object({
    id: z.uuid(),
    customerId: z.uuid(),
    customerName: z.string().nullable().describe("As the reader may see it"),
    source: z.string().describe("How it was said: communication or callback"),
    sourceId: z.uuid(),
    departmentId: z.uuid().nullable().describe("The customer's department, which corrects what is wrong"),
    opinion: z.string().nullable().describe("The customer's words; null where the role may not read them"),
    at: z.iso.datetime(),
    readByName: z.string().nullable(),
    readAt: z.iso.datetime().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: "Feedback" });

const Reading = z
  .strictObject({
    ids: z.array(z.uuid()).min(1).max(200),
    note: z.string().trim().min(1).max(2000).optional().describe("What is to be done"),
  })
  .meta({ id: "FeedbackReading" });

/** What customers say of the service, and that the supervision group reads all of it (B8.1.2). */
export const feedbackRoutes: Routes = (app) => {
  const tags = ["supervision"];

  app.get(
    "/api/v1/feedback",
    {
      config: grant("supervision.read"),
      schema: {
        tags,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.uuid().optional(),
          state: z.enum(["unread", "all"]).default("all"),
        }),
        response: { 200: pageSchema(Feedback) },
      },
    },
    async (request) => {
      const { limit, cursor, state } = request.query;
      return pageOf(await readFeedback(request.reading(), { unread: state === "unread", cursor, limit }), limit);
    },
  );

  app.post(
    "/api/v1/feedback/readings",
    {
      config: grant("supervision.feedback"),
      schema: {
        tags,
        body: Reading,
        response: { 200: z.object({ read: z.number().describe("How many were unread until now") }) },
      },
    },
    (request) =>
      request.write(async (ctx) => ({ read: await recordReadings(ctx, request.body.ids, request.body.note) })),
  );
};
