import { z } from "zod";
import type { Context } from "../../platform/context.ts";
import { grant, type Routes } from "../../platform/http/route.ts";
import { Clause, type Content } from "./document/content.ts";
import { addClause, changeClause, clauseOf, removeClause, removeControl, setControl } from "./document/edit.ts";
import * as schema from "./document/policy.schema.ts";
import { surroundings } from "./document/surroundings.ts";
import { changeDraft, type Touched } from "./document/version.actions.ts";
import { viewClause } from "./document/view.ts";

const tags = ["policies"];
const Id = z.strictObject({ id: z.uuid() });
const Place = Id.extend({ number: Clause.shape.number });
const Bound = Place.extend({ control: z.string().regex(/^[a-z]+\.[a-z0-9-]+$/) });
const Seen = z.strictObject({ version: z.coerce.number().int().positive() });

/** The clauses of a draft. Every change names the version that its editor saw; the second editor is told. */
export const clauseRoutes: Routes = (app) => {
  const edit = { config: grant("policy.edit") };
  const response = { 200: schema.ClauseSaved };

  app.post(
    "/api/v1/policy-versions/:id/clauses",
    { ...edit, schema: { tags, params: Id, body: schema.NewClause, response: { 201: schema.ClauseSaved } } },
    async (request, reply) => {
      const { version, ...clause } = request.body;
      const touched = { clause: clause.number };
      const add = (content: Content) => addClause(content, clause);
      return reply.code(201).send(await request.write((ctx) => save(ctx, request.params.id, version, touched, add)));
    },
  );

  app.patch(
    "/api/v1/policy-versions/:id/clauses/:number",
    { ...edit, schema: { tags, params: Place, body: schema.ClauseChange, response } },
    (request) => {
      const { version, ...change } = request.body;
      const { id, number } = request.params;
      return request.write((ctx) =>
        save(ctx, id, version, { clause: number }, (content) => changeClause(content, number, change)),
      );
    },
  );

  app.delete(
    "/api/v1/policy-versions/:id/clauses/:number",
    { ...edit, schema: { tags, params: Place, querystring: Seen, response } },
    (request) => {
      const { id, number } = request.params;
      return request.write((ctx) =>
        save(ctx, id, request.query.version, { clause: number }, (content) => removeClause(content, number)),
      );
    },
  );

  app.put(
    "/api/v1/policy-versions/:id/clauses/:number/controls/:control",
    { ...edit, schema: { tags, params: Bound, body: schema.ControlSetting, response } },
    (request) => {
      const { version, ...setting } = request.body;
      const { id, number, control } = request.params;
      return request.write((ctx) =>
        save(ctx, id, version, { clause: number, control }, (content) => setControl(content, number, control, setting)),
      );
    },
  );

  app.delete(
    "/api/v1/policy-versions/:id/clauses/:number/controls/:control",
    { ...edit, schema: { tags, params: Bound, querystring: Seen, response } },
    (request) => {
      const { id, number, control } = request.params;
      return request.write((ctx) =>
        save(ctx, id, request.query.version, { clause: number, control }, (content) =>
          removeControl(content, number, control),
        ),
      );
    },
  );
};

async function save(
  ctx: Context,
  id: string,
  version: number,
  touched: Touched,
  change: (content: Content) => Content,
) {
  const { row, problems } = await changeDraft(ctx, id, version, touched, change);
  const gone = !row.content.chapters.some((chapter) =>
    chapter.clauses.some((clause) => clause.number === touched.clause),
  );
  const around = await surroundings(ctx);
  const clause = gone ? null : viewClause(row.content, clauseOf(row.content, touched.clause), around, problems);
  return { version: row.version, clause, problems: [...problems] };
}
