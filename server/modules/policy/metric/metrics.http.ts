import { z } from "zod";
import { notFound } from "../../../platform/errors.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { encodeCursor, pageSchema } from "../../../platform/lists/index.ts";
import { Text } from "../../../platform/text.schema.ts";
import { departmentsBelow } from "../compliance/who.store.ts";
import { demandSpan, readCursor, Span, timeKeys } from "../compliance/span.ts";
import { bindingsOf, forceHistory } from "../installation.ts";
import { figuresOf } from "./figures.ts";
import { MetricFigure, presentFigures } from "./metric.schema.ts";
import { metricParts } from "./parts.ts";
import { metricRows, rowParts } from "./row.store.ts";
import type { MetricBinding } from "./program.ts";

const Key = z.strictObject({ control: z.string().max(80) });
const holders = { department: z.uuid().optional(), person: z.uuid().optional() };
const FiguresQuery = z.strictObject({ ...Span.shape, ...holders });
const RowsQuery = z.strictObject({
  ...Span.shape,
  ...holders,
  clause: z.string().max(20).optional(),
  part: z.enum(rowParts).default("denominator"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});

const Metric = z
  .object({
    control: z.string(),
    label: Text,
    about: Text,
    better: z.enum(["higher", "lower"]),
    document: z.string(),
    clause: z.string(),
    title: Text,
    figure: MetricFigure.nullable(),
  })
  .meta({ id: "Metric" });
const MetricRow = z
  .object({
    id: z.uuid(),
    customerId: z.uuid(),
    subjectType: z.string(),
    subjectId: z.uuid(),
    departmentId: z.uuid().nullable(),
    personId: z.uuid().nullable(),
    at: z.iso.datetime(),
    good: z.boolean(),
    facts: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "MetricRow" });

/** How well we do: figures by period with their targets, and the rows behind each. */
export const metricRoutes: Routes = (app) => {
  const tags = ["metrics"];
  const config = grant("policy.compliance");

  app.get(
    "/api/v1/metrics",
    { config, schema: { tags, response: { 200: z.object({ items: z.array(Metric) }) } } },
    async (request) => {
      const ctx = request.reading();
      const now = ctx.now.toISOString();
      const parts = metricParts(
        await forceHistory(ctx.services),
        { from: new Date(ctx.now.getTime() - 1).toISOString(), to: now },
        ctx.now,
      );
      const figures = await presentFigures(ctx.services.db, await figuresOf(ctx, parts), {});
      return {
        items: parts.map(({ binding: { control, clause, title }, document }, index) => ({
          control: control.key,
          label: control.label,
          about: control.about,
          better: control.better,
          document,
          clause,
          title,
          figure: figures[index] ?? null,
        })),
      };
    },
  );

  app.get(
    "/api/v1/metrics/:control/figures",
    {
      config,
      schema: {
        tags,
        params: Key,
        querystring: FiguresQuery,
        response: { 200: z.object({ items: z.array(MetricFigure) }) },
      },
    },
    async (request) => {
      const ctx = request.reading();
      const { from, to, department, person } = request.query;
      demandSpan(request.query);
      const parts = metricParts(await forceHistory(ctx.services), { from, to }, ctx.now, request.params.control);
      const departments = department && (await departmentsBelow(ctx.services.db, department));
      return {
        items: await presentFigures(ctx.services.db, await figuresOf(ctx, parts), {
          departments: departments || undefined,
          person,
        }),
      };
    },
  );

  app.get(
    "/api/v1/metrics/:control/rows",
    { config, schema: { tags, params: Key, querystring: RowsQuery, response: { 200: pageSchema(MetricRow) } } },
    async (request) => {
      const ctx = request.reading();
      const { from, to, department, person, clause, part, limit, cursor } = request.query;
      demandSpan(request.query);
      // Judged by the rule of the span's end: the part of a figure has one rule only.
      const bindings = await bindingsOf(ctx.services, request.params.control, new Date(Date.parse(to) - 1));
      const binding = bindings.find(
        (one): one is MetricBinding => one.control.kind === "metric" && (!clause || one.clause === clause),
      );
      if (!binding) throw notFound({ zh: "该时段内生效的指标", en: "metric in force in that span" });
      const departments = department && (await departmentsBelow(ctx.services.db, department));
      const rows = await metricRows(ctx.query, {
        binding,
        from,
        to,
        part,
        departments: departments || undefined,
        person,
        limit,
        cursor: readCursor(cursor, "metric", timeKeys),
      });
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return { items, next: rows.length > limit && last ? encodeCursor("metric", [last.at, last.id]) : null };
    },
  );
};
