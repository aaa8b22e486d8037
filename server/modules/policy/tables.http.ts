import { z } from "zod";
import { grant, type Routes } from "../../platform/http/route.ts";
import { Text } from "../../platform/text.schema.ts";
import { parameterTypes } from "./control/parameter.ts";
import { tableSchema } from "./decision/index.ts";
import { viewControl } from "./document/control.view.ts";
import { surroundings } from "./document/surroundings.ts";
import { checkTable, decisionOf, tryTable } from "./document/table.trial.ts";
import { registryIn } from "./installation.ts";

const choices = z.record(z.string(), Text).nullable();
const Control = z
  .object({
    key: z.string(),
    kind: z.enum(["obligation", "guard", "decision", "metric"]),
    label: Text,
    about: Text,
    subject: z.string().nullable(),
    parameters: z.array(
      z.object({
        name: z.string(),
        type: z.enum(parameterTypes),
        label: Text,
        optional: z.boolean(),
        values: choices,
        default: z.unknown(),
        shown: Text.nullable(),
      }),
    ),
    facts: z.array(
      z.object({ name: z.string(), type: z.string(), label: Text, required: z.boolean(), values: choices }),
    ),
    outcome: z.object({ type: z.string(), label: Text, values: choices }).nullable(),
    example: tableSchema.nullable(),
    better: z.enum(["higher", "lower"]).nullable(),
    /** Clauses in force that bind it. */
    boundBy: z.array(z.object({ document: z.string(), clause: z.string(), title: Text })),
  })
  .meta({ id: "Control" });

const Draft = z.strictObject({
  control: z.string().max(120),
  table: tableSchema,
  parameters: z.record(z.string(), z.unknown()).default({}),
});
const Trial = Draft.extend({
  facts: z.record(z.string(), z.union([z.string().max(1000), z.number(), z.boolean()]).nullable()),
}).meta({ id: "TableTrial" });

const TableProblem = z
  .object({
    severity: z.enum(["error", "warning"]),
    code: z.string(),
    text: Text,
    row: z.number().nullable(),
    fact: z.string().nullable(),
    example: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: "TableProblem" });
const TableAnswer = z
  .object({
    value: z.unknown(),
    row: z.number().nullable(),
    held: z.array(z.number()),
    rows: z.array(
      z.object({
        row: z.number(),
        held: z.boolean(),
        chosen: z.boolean(),
        value: z.unknown(),
        valueText: Text,
        note: Text.nullable(),
        cells: z.array(z.object({ fact: z.string(), held: z.boolean(), text: Text })),
      }),
    ),
  })
  .meta({ id: "TableAnswer" });

/** The controls on offer, and decision tables while they are written. */
export const tableRoutes: Routes = (app) => {
  const tags = ["policies"];

  app.get(
    "/api/v1/controls",
    {
      config: grant("policy.read"),
      schema: { tags, response: { 200: z.object({ items: z.array(Control), next: z.null() }) } },
    },
    async (request) => {
      const { registry, names, companies } = await surroundings(request.reading());
      return {
        items: [...registry.values()].map((control) => viewControl(control, names, companies ?? [])),
        next: null,
      };
    },
  );

  app.post(
    "/api/v1/policies/tables/check",
    {
      config: grant("policy.read"),
      schema: {
        tags,
        body: Draft.meta({ id: "TableDraft" }),
        response: { 200: z.object({ problems: z.array(TableProblem) }) },
      },
    },
    (request) => {
      const control = decisionOf(registryIn(request.reading().services), request.body.control);
      return { problems: checkTable(control, request.body) };
    },
  );

  app.post(
    "/api/v1/policies/tables/trial",
    { config: grant("policy.read"), schema: { tags, body: Trial, response: { 200: TableAnswer } } },
    (request) => {
      const control = decisionOf(registryIn(request.reading().services), request.body.control);
      return tryTable(control, request.body, request.body.facts);
    },
  );
};
