import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { pageOf, pageSchema } from "../../../platform/lists/index.ts";
import { withNames } from "../ticket/page.ts";
import { TicketInList } from "../ticket/tickets.http.ts";
import { demandSpan, signAnalysis } from "./analysis.actions.ts";
import { barsOf, complaintsBehind, listAnalyses, monthsOf } from "./analysis.store.ts";
import { waitingTurns } from "./turn.store.ts";

const Span = z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() });
const By = z.enum(["cause", "category", "department"]);
const Bar = z.object({
  id: z.uuid().nullable().describe("Null for complaints of which it is not known"),
  count: z.number(),
  share: z.number(),
  cumulative: z.number(),
  ourFault: z.number(),
  reopened: z.number(),
});
const Key = z.union([z.uuid(), z.literal("none")]).optional();
const Signed = z
  .object({
    id: z.uuid(),
    periodFrom: z.iso.datetime(),
    periodTo: z.iso.datetime(),
    findings: z.string(),
    signedByName: z.string(),
    signedAt: z.iso.datetime(),
  })
  .meta({ id: "ComplaintAnalysis" });
const paging = { limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.uuid().optional() };

/** Complaints by what caused them (T5.3, E4.3.6): Pareto, months, and the complaints behind each bar. */
export const analysisRoutes: Routes = (app) => {
  const tags = ["improvements"];
  const read = grant("service.improvements.read");

  app.get(
    "/api/v1/complaint-analysis",
    {
      config: read,
      schema: {
        tags,
        querystring: Span.extend({ by: By.default("cause") }),
        response: {
          200: z
            .object({
              total: z.number(),
              bars: z.array(Bar),
              departments: z.array(Bar),
              months: z.array(z.object({ month: z.string(), id: z.uuid().nullable(), count: z.number() })),
            })
            .meta({ id: "ComplaintFigures" }),
        },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const { by, ...span } = request.query;
      demandSpan(span);
      const bars = await barsOf(ctx, span, by);
      const departments = by === "department" ? bars : await barsOf(ctx, span, "department");
      const total = bars.reduce((sum, bar) => sum + bar.count, 0);
      return { total, bars, departments, months: await monthsOf(ctx, span, by) };
    },
  );

  app.get(
    "/api/v1/complaint-analysis/complaints",
    {
      config: read,
      schema: {
        tags,
        querystring: Span.extend({ cause: Key, category: Key, department: Key, ...paging }),
        response: { 200: pageSchema(TicketInList) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      demandSpan(request.query);
      const page = pageOf(await complaintsBehind(ctx, request.query), request.query.limit);
      return { ...page, items: await withNames(ctx, page.items) };
    },
  );

  app.get(
    "/api/v1/complaint-analyses",
    {
      config: read,
      schema: {
        tags,
        querystring: z.strictObject(paging),
        response: {
          200: z.object({
            items: z.array(Signed),
            next: z.string().nullable(),
            waiting: z.array(
              z.object({
                id: z.uuid(),
                clause: z.string(),
                periodKey: z.string(),
                periodFrom: z.iso.datetime(),
                periodTo: z.iso.datetime(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const page = pageOf(await listAnalyses(ctx, request.query), request.query.limit);
      return { ...page, waiting: await waitingTurns(ctx) };
    },
  );

  app.post(
    "/api/v1/complaint-analyses",
    {
      config: grant("service.improvements.manage"),
      schema: {
        tags,
        body: Span.extend({ findings: z.string().trim().min(2).max(5000) }),
        response: { 201: z.object({ id: z.uuid() }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send({ id: await request.write((ctx) => signAnalysis(ctx, request.body)) }),
  );
};
