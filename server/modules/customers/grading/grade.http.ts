import { sql } from "kysely";
import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { grades } from "../choices.ts";
import { loadCustomer } from "../customer.load.ts";
import { GradeMove, GradeWhy } from "./grade.fields.ts";
import { groundsOf, type JudgedFacts } from "./grounds.ts";
import { overrideGrade } from "./override.ts";
import { bindingThen, explainGrade } from "./why.ts";

const Id = z.strictObject({ id: z.uuid() });
const Override = z
  .strictObject({
    grade: z.enum(Object.keys(grades) as [string, ...string[]]),
    reason: z.string().trim().min(4).max(500),
  })
  .meta({ id: "GradeOverride" });

type MoveRow = {
  at: string;
  kind: "review" | "early" | "override";
  gradingId: string | null;
  fromGrade: string | null;
  grade: string;
  clause: string;
  versionId: string;
  row: number | null;
  facts: JudgedFacts;
  judgedAt: string;
  reason: string | null;
  byName: string | null;
};

/** One customer's grade: why, its history, and a person's word against the table. */
export const gradeRoutes: Routes = (app) => {
  const tags = ["grading"];

  app.get(
    "/api/v1/customers/:id/grade",
    { config: grant("customers.read"), schema: { tags, params: Id, response: { 200: GradeWhy } } },
    async (request) => {
      const ctx = request.reading();
      await loadCustomer(ctx, request.params.id);
      return explainGrade(ctx, request.params.id);
    },
  );

  app.get(
    "/api/v1/customers/:id/grade/history",
    {
      config: grant("customers.read"),
      schema: { tags, params: Id, response: { 200: z.object({ items: z.array(GradeMove) }) } },
    },
    async (request) => {
      const ctx = request.reading();
      await loadCustomer(ctx, request.params.id);
      const { rows } = await sql<MoveRow>`
        select at, kind, grading_id, from_grade, to_grade as grade, clause, version_id, row_no as row, facts, judged_at, reason, by_name
          from customers.grade_history(${request.params.id}) order by at desc limit 200`.execute(ctx.tx);
      const items = await Promise.all(
        rows.map(async ({ facts, row, judgedAt, ...move }) => ({
          ...move,
          ...groundsOf(await bindingThen(ctx, move.versionId, move.clause, judgedAt), facts, row),
        })),
      );
      return { items };
    },
  );

  app.post(
    "/api/v1/customers/:id/grade",
    {
      config: grant("customers.grade.override"),
      schema: { tags, params: Id, body: Override, response: { 200: GradeWhy } },
    },
    (request) =>
      request.write(async (ctx) => {
        await overrideGrade(ctx, request.params.id, request.body);
        return explainGrade(ctx, request.params.id);
      }),
  );
};
