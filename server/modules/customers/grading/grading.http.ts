import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { classes, grades } from "../choices.ts";
import { movesOf, sharesOf } from "./figures.ts";
import { GradeChange } from "./grade.fields.ts";
import { groundsOf } from "./grounds.ts";
import { approveGrading, rejectGrading, startGrading } from "./grading.actions.ts";
import { listChanges } from "./change.store.ts";
import { findGrading, type GradingRow, listGradings } from "./grading.store.ts";
import { bindingThen } from "./why.ts";

const oneOf = <C extends object>(choices: C) =>
  z.enum(Object.keys(choices) as [keyof C & string, ...(keyof C & string)[]]);
const Instant = z.iso.datetime();
const Id = z.strictObject({ id: z.uuid() });

const fields = {
  id: z.uuid(),
  kind: z.enum(["review", "early"]),
  state: z.enum([
    "computing",
    "preview",
    "approved",
    "applying",
    "applied",
    "rejected",
    "failed",
    "cancelled",
    "interrupted",
  ]),
  asOf: Instant,
  effectiveAt: Instant.nullable(),
  clause: z.string(),
  versionId: z.uuid(),
  judged: z.number(),
  changed: z.number(),
  applied: z.number(),
  appliedAt: Instant.nullable(),
  note: z.string().nullable(),
  createdBy: z.uuid().nullable(),
  createdByName: z.string(),
  createdAt: Instant,
  decidedByName: z.string().nullable(),
  decidedAt: Instant.nullable(),
  /** The job that computes or applies it: for progress and cancelling. */
  runId: z.uuid(),
  done: z.number(),
  total: z.number().nullable(),
};
const GradingLine = z.object(fields).meta({ id: "GradingLine" });
const Grading = z
  .object({
    ...fields,
    moves: z.array(z.object({ from: oneOf(grades).nullable(), to: oneOf(grades), count: z.number() })),
    distribution: z.array(
      z.object({ class: oneOf(classes), grade: oneOf(grades).nullable(), before: z.number(), after: z.number() }),
    ),
  })
  .meta({ id: "Grading" });
type Grading = z.output<typeof Grading>;

const lineOf = ({ summary: _, ...row }: GradingRow) => ({
  ...row,
  judged: Number(row.judged),
  changed: Number(row.changed),
  applied: Number(row.applied),
  done: Number(row.done),
  total: row.total === null ? null : Number(row.total),
});
const gradingOf = (row: GradingRow): Grading => {
  const cells = row.summary.cells ?? [];
  return {
    ...lineOf(row),
    moves: movesOf(cells) as Grading["moves"],
    distribution: sharesOf(cells) as Grading["distribution"],
  };
};

/** Grade reviews: started, looked at, approved or rejected. */
export const gradingRoutes: Routes = (app) => {
  const tags = ["grading"];
  const read = grant("customers.grade.read");

  app.post(
    "/api/v1/gradings",
    {
      config: grant("customers.grade.run"),
      schema: {
        tags,
        body: z.strictObject({ asOf: Instant.optional(), effectiveAt: Instant.optional() }),
        response: { 202: Grading },
      },
    },
    async (request, reply) => {
      const row = await request.write(async (ctx) => findGrading(ctx, await startGrading(ctx, request.body)));
      return reply.code(202).send(gradingOf(row));
    },
  );

  app.get(
    "/api/v1/gradings",
    {
      config: read,
      schema: {
        tags,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(100).default(20),
          cursor: z.uuid().optional(),
          kind: z.enum(["review", "early"]).optional(),
        }),
        response: { 200: z.object({ items: z.array(GradingLine), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { limit, cursor, kind } = request.query;
      const rows = await listGradings(request.reading().services.search, { limit: limit + 1, before: cursor, kind });
      const items = rows.slice(0, limit).map(lineOf);
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.get(
    "/api/v1/gradings/:id",
    { config: read, schema: { tags, params: Id, response: { 200: Grading } } },
    async (request) => gradingOf(await findGrading(request.reading(), request.params.id)),
  );

  app.get(
    "/api/v1/gradings/:id/changes",
    {
      config: read,
      schema: {
        tags,
        params: Id,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.uuid().optional(),
          from: z
            .enum([...(Object.keys(grades) as (keyof typeof grades)[]), "none"])
            .optional()
            .describe("Grade before; `none` for customers that had none"),
          to: oneOf(grades).optional(),
        }),
        response: { 200: z.object({ items: z.array(GradeChange), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { limit, cursor, from, to } = request.query;
      const ctx = request.reading();
      const grading = await findGrading(ctx, request.params.id);
      const moves = movesOf(grading.summary.cells ?? []).filter(
        (move) =>
          (from === undefined || move.from === (from === "none" ? null : from)) && (to === undefined || move.to === to),
      );
      const rows = await listChanges(ctx.services.search, request.actor, grading.id, moves, {
        limit: limit + 1,
        after: cursor,
      });
      const binding = await bindingThen(ctx, grading.versionId, grading.clause, grading.asOf);
      const items = rows.slice(0, limit).map(({ fromGrade, grade, row, facts, ...customer }) => ({
        fromGrade,
        grade,
        ...groundsOf(binding, facts, row),
        customer,
      }));
      return { items, next: rows.length > limit ? rows[limit - 1]!.customerId : null };
    },
  );

  app.post(
    "/api/v1/gradings/:id/approval",
    {
      config: grant("customers.grade.approve"),
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ effectiveAt: Instant.optional() }),
        response: { 202: Grading },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const row = await request.write(async (ctx) => {
        await approveGrading(ctx, id, request.body.effectiveAt);
        return findGrading(ctx, id);
      });
      return reply.code(202).send(gradingOf(row));
    },
  );

  app.post(
    "/api/v1/gradings/:id/rejection",
    {
      config: grant("customers.grade.approve"),
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ note: z.string().trim().min(2).max(500) }),
        response: { 200: Grading },
      },
    },
    async (request) => {
      const { id } = request.params;
      const row = await request.write(async (ctx) => {
        await rejectGrading(ctx, id, request.body.note);
        return findGrading(ctx, id);
      });
      return gradingOf(row);
    },
  );
};
