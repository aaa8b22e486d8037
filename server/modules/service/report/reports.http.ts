import { z } from "zod";
import { grant, type Routes, signedIn } from "../../../platform/http/route.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import { decodeCursor, encodeCursor } from "../../../platform/lists/request.ts";
import { openMatters } from "./matter.store.ts";
import { closeMatter, commentReport, readReport } from "./read.actions.ts";
import {
  Counts,
  Day,
  Id,
  OpenMatter,
  Reading,
  ReportDay,
  ReportLine,
  WorkReport,
  WrittenReport,
} from "./report.schema.ts";
import { countReports, listReports, ownReports, reportViews } from "./report.store.ts";
import { dayView, viewOf } from "./report.view.ts";
import { fileReport, writeReport } from "./write.actions.ts";

const order = "-day";

/** Daily work reports: written by who handles contacts, read by who looks after their department (S1.2.3, S1.7.2). */
export const reportRoutes: Routes = (app) => {
  const tags = ["reports"];
  const write = grant("service.reports.write");
  const read = grant("service.reports.read");

  app.get(
    "/api/v1/reports",
    {
      config: read,
      schema: {
        tags,
        querystring: z.strictObject({
          view: z.enum(reportViews).default("all"),
          departments: z.literal("mine").optional().describe("Only of one's own department and those below it"),
          staffId: z.uuid().optional(),
          day: z.iso.date().optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.string().max(300).optional(),
        }),
        response: { 200: pageSchema(ReportLine) },
      },
    },
    async (request) => {
      const { cursor, limit, departments, ...filter } = request.query;
      const ctx = request.reading();
      const after = cursor ? decodeCursor(cursor, order) : undefined;
      const mine = departments && ctx.actor.departments;
      const rows = await listReports(ctx, { ...filter, departments: mine }, { after, limit });
      const last = rows[limit - 1];
      return {
        items: rows.slice(0, limit),
        next: rows.length > limit && last ? encodeCursor(order, [last.day, last.id]) : null,
      };
    },
  );

  app.get("/api/v1/reports/counts", { config: read, schema: { tags, response: { 200: Counts } } }, (request) =>
    countReports(request.reading()),
  );

  app.get(
    "/api/v1/reports/mine",
    {
      config: write,
      schema: {
        tags,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(200).default(30),
          cursor: z.iso.date().optional(),
        }),
        response: { 200: pageSchema(ReportLine) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const rows = await ownReports(request.reading(), cursor, limit);
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? items.at(-1)!.day : null };
    },
  );

  app.get(
    "/api/v1/reports/matters",
    { config: signedIn, schema: { tags, response: { 200: z.object({ items: z.array(OpenMatter) }) } } },
    async (request) => {
      const ctx = request.reading();
      return { items: ctx.actor.id ? await openMatters(ctx, { owner: ctx.actor.id }) : [] };
    },
  );

  app.get(
    "/api/v1/reports/days/:day",
    { config: write, schema: { tags, params: Day, response: { 200: ReportDay } } },
    (request) => dayView(request.reading(), request.params.day),
  );

  app.put(
    "/api/v1/reports/days/:day",
    { config: write, schema: { tags, params: Day, body: WrittenReport, response: { 200: WorkReport } } },
    (request) => request.write(async (ctx) => viewOf(ctx, await writeReport(ctx, request.params.day, request.body))),
  );

  app.post(
    "/api/v1/reports/days/:day/filing",
    { config: write, schema: { tags, params: Day, body: WrittenReport, response: { 201: WorkReport } } },
    async (request, reply) => {
      const filed = await request.write(async (ctx) =>
        viewOf(ctx, await fileReport(ctx, request.params.day, request.body)),
      );
      return reply.code(201).send(filed);
    },
  );

  app.get(
    "/api/v1/reports/:id",
    { config: signedIn, schema: { tags, params: Id, response: { 200: WorkReport } } },
    (request) => viewOf(request.reading(), request.params.id),
  );

  app.post(
    "/api/v1/reports/:id/readings",
    { config: read, schema: { tags, params: Id, body: Reading, response: { 201: WorkReport } } },
    async (request, reply) => {
      const report = await request.write(async (ctx) => {
        await readReport(ctx, request.params.id, request.body);
        return viewOf(ctx, request.params.id);
      });
      return reply.code(201).send(report);
    },
  );

  app.post(
    "/api/v1/reports/:id/comments",
    {
      config: signedIn,
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ body: z.string().trim().min(1).max(2_000) }).meta({ id: "NewReportComment" }),
        response: { 201: WorkReport },
      },
    },
    async (request, reply) => {
      const report = await request.write(async (ctx) => {
        await commentReport(ctx, request.params.id, request.body.body);
        return viewOf(ctx, request.params.id);
      });
      return reply.code(201).send(report);
    },
  );

  app.post(
    "/api/v1/reports/:id/matters/:matterId/completion",
    {
      config: signedIn,
      schema: {
        tags,
        params: z.strictObject({ id: z.uuid(), matterId: z.uuid() }),
        response: { 200: z.object({ done: z.literal(true) }) },
      },
    },
    (request) =>
      request.write(async (ctx) => {
        await closeMatter(ctx, request.params.id, request.params.matterId);
        return { done: true as const };
      }),
  );
};
