import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { encodeCursor, pageSchema } from "../../../platform/lists/index.ts";
import { registryIn } from "../installation.ts";
import { ComplianceReport, ComplianceRow, ComplianceSplit } from "./compliance.schema.ts";
import { evidenceRows } from "./count.store.ts";
import { outcomes } from "./evidence.ts";
import { complianceBy, complianceReport, scopeOf } from "./report.ts";
import { demandSpan, readCursor, Span, timeKeys } from "./span.ts";
import { complianceWorkbook } from "./workbook.ts";

const Query = z.strictObject({
  document: z.string().regex(/^[A-Z]{1,4}$/),
  ...Span.shape,
  department: z.uuid().optional(),
  person: z.uuid().optional(),
});
const clause = z.string().max(20).optional();
const SplitQuery = z.strictObject({ ...Query.shape, by: z.enum(["department", "person", "month"]), clause });
const RowsQuery = z.strictObject({
  ...Query.shape,
  clause,
  control: z.string().max(80).optional(),
  outcome: z
    .string()
    .regex(new RegExp(`^(${outcomes.join("|")})(,(${outcomes.join("|")}))*$`))
    .optional()
    .describe(`Any of ${outcomes.join(", ")}; several with commas`),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});

/** How well the policy is kept, clause by clause; every figure opens its rows. */
export const complianceRoutes: Routes = (app) => {
  const tags = ["compliance"];
  const config = grant("policy.compliance");

  app.get(
    "/api/v1/compliance",
    { config, schema: { tags, querystring: Query, response: { 200: ComplianceReport } } },
    (request) => {
      demandSpan(request.query);
      return complianceReport(request.reading(), request.query);
    },
  );

  app.get(
    "/api/v1/compliance/split",
    {
      config,
      schema: { tags, querystring: SplitQuery, response: { 200: z.object({ items: z.array(ComplianceSplit) }) } },
    },
    async (request) => {
      demandSpan(request.query);
      return { items: await complianceBy(request.reading(), request.query, request.query.by) };
    },
  );

  app.get(
    "/api/v1/compliance/rows",
    { config, schema: { tags, querystring: RowsQuery, response: { 200: pageSchema(ComplianceRow) } } },
    async (request) => {
      const ctx = request.reading();
      const { clause, control, outcome, limit, cursor, ...asked } = request.query;
      demandSpan(asked);
      const scope = await scopeOf(ctx, asked);
      const filter = { clause, control, outcomes: outcome?.split(",") };
      const rows = await evidenceRows(
        ctx.query,
        scope,
        registryIn(ctx.services),
        filter,
        limit,
        readCursor(cursor, "compliance", timeKeys),
      );
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return { items, next: rows.length > limit && last ? encodeCursor("compliance", [last.at, last.id]) : null };
    },
  );

  app.get(
    "/api/v1/compliance/workbook",
    { config: { ...config, masksItself: true }, schema: { tags, querystring: Query } },
    async (request, reply) => {
      demandSpan(request.query);
      const report = await complianceReport(request.reading(), request.query);
      return reply
        .header("content-disposition", `attachment; filename="compliance-${report.document}.xlsx"`)
        .type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        .send(complianceWorkbook(report, request.language));
    },
  );
};
