import { z } from "zod";
import { invalid } from "../../../platform/errors.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import { Text } from "../../../platform/text.schema.ts";
import { visibleChecks } from "./check.store.ts";
import { listDraws, scorersOf } from "./draw.store.ts";
import { kind, Sheet } from "./quality.schema.ts";
import { writeSheet } from "./sheet.actions.ts";
import { SheetItem } from "./sheet.rules.ts";
import { findSheet, sheetsInUse, sheetVersions } from "./sheet.store.ts";
import { itemsOf, summaryOf } from "./summary.store.ts";

const Key = z.strictObject({ key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/) });

const Draw = z
  .object({
    id: z.uuid(),
    control: z.string(),
    clause: z.string(),
    periodKey: z.string(),
    periodFrom: z.iso.datetime(),
    periodTo: z.iso.datetime(),
    seed: z.string().describe("With it and the parameters the same draw can be made again"),
    parameters: z.record(z.string(), z.unknown()),
    handled: z.number(),
    drawn: z.number(),
    scored: z.number(),
    drawnAt: z.iso.datetime(),
    sheetTitle: Text,
  })
  .meta({ id: "QualityDraw" });

const Summary = z
  .object({
    people: z.array(
      z.object({
        staffId: z.uuid(),
        staffName: z.string(),
        checks: z.number(),
        average: z.number().nullable().describe("Mean score out of 100"),
        passed: z.number(),
        judged: z.number().describe("Checks with a pass mark"),
        breaches: z.number().describe("Checks with a breach of conduct"),
      }),
    ),
    items: z.array(
      z.object({ key: z.string(), answered: z.number(), reached: z.number().describe("Mean share, 0 to 1") }),
    ),
  })
  .meta({ id: "QualitySummary" });

const NewSheet = z
  .strictObject({
    version: z.number().int().min(0).describe("The version that was seen; 0: a new sheet"),
    kind,
    title: Text,
    items: z.array(SheetItem).min(1).max(40),
  })
  .meta({ id: "NewQualitySheet" });

/** Results by person and item, the draws, and the sheets (T12.1, S1.3). */
export const qualityRoutes: Routes = (app) => {
  const tags = ["quality"];
  const read = grant("service.quality.read");

  app.get(
    "/api/v1/quality/summary",
    {
      config: read,
      schema: {
        tags,
        querystring: z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime(), kind: kind.default("handling") }),
        response: { 200: Summary },
      },
    },
    async (request) => {
      const { from, to } = request.query;
      if (Date.parse(from) >= Date.parse(to))
        throw invalid(
          [{ field: "to", text: { zh: "结束应晚于开始", en: "the end lies after the start" } }],
          "service.invalid",
        );
      const ctx = request.reading();
      const visible = visibleChecks(ctx.actor);
      const [people, items] = await Promise.all([
        summaryOf(ctx.tx, visible, request.query),
        itemsOf(ctx.tx, visible, request.query),
      ]);
      return { people, items };
    },
  );

  app.get(
    "/api/v1/quality/draws",
    {
      config: grant("service.quality.score"),
      schema: {
        tags,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(200).default(30),
          cursor: z.uuid().optional(),
        }),
        response: { 200: pageSchema(Draw) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const rows = await listDraws(request.reading(), cursor, limit);
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.get(
    "/api/v1/quality/scorers",
    {
      config: grant("service.quality.score"),
      schema: {
        tags,
        response: {
          200: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string(), open: z.number() })) }),
        },
      },
    },
    async (request) => ({ items: await scorersOf(request.reading(), undefined) }),
  );

  app.get(
    "/api/v1/quality/sheets",
    { config: read, schema: { tags, response: { 200: z.object({ items: z.array(Sheet) }) } } },
    async (request) => ({ items: await sheetsInUse(request.reading().tx) }),
  );

  app.get(
    "/api/v1/quality/sheets/:key/versions",
    { config: read, schema: { tags, params: Key, response: { 200: z.object({ items: z.array(Sheet) }) } } },
    async (request) => ({ items: await sheetVersions(request.reading().tx, request.params.key) }),
  );

  app.put(
    "/api/v1/quality/sheets/:key",
    { config: grant("service.settings"), schema: { tags, params: Key, body: NewSheet, response: { 200: Sheet } } },
    (request) =>
      request.write(async (ctx) => (await findSheet(ctx.tx, await writeSheet(ctx, request.params.key, request.body)))!),
  );
};
