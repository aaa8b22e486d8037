import { z } from "zod";
import { Text } from "../../../platform/text.schema.ts";
import { MetricFigure } from "../metric/metric.schema.ts";
import { outcomes } from "./evidence.ts";

const count = z.number().int();
const tally = {
  inScope: count,
  met: count,
  breached: count,
  open: count,
  waived: count,
  refused: count,
  share: z.number().nullable(),
};
const Trend = z.array(z.object({ inScope: count, met: count, breached: count, share: z.number().nullable() }));

const ClauseControl = z
  .object({
    key: z.string(),
    kind: z.enum(["obligation", "guard", "decision", "metric"]),
    label: Text,
    ...tally,
    trend: Trend,
    figures: z.array(MetricFigure),
  })
  .meta({ id: "ComplianceControl" });

const ComplianceClause = z
  .object({
    number: z.string(),
    title: Text,
    text: Text,
    versionId: z.uuid(),
    replaced: z.boolean().describe("Dropped by a later version of the span"),
    bound: z.boolean().describe("false: no control carries it out yet"),
    ...tally,
    trend: Trend,
    controls: z.array(ClauseControl),
  })
  .meta({ id: "ComplianceClause" });

export const ComplianceReport = z
  .object({
    document: z.string(),
    title: Text,
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    versions: z.array(
      z.object({
        id: z.uuid(),
        number: count,
        effectiveFrom: z.iso.datetime(),
        effectiveTo: z.iso.datetime().nullable(),
      }),
    ),
    months: z.array(z.object({ key: z.string(), label: Text, from: z.iso.datetime(), to: z.iso.datetime() })),
    ...tally,
    chapters: z.array(z.object({ number: z.string(), title: Text, clauses: z.array(ComplianceClause) })),
  })
  .meta({ id: "ComplianceReport" });

export const ComplianceSplit = z
  .object({ id: z.uuid().nullable(), key: z.string().nullable(), name: Text.nullable(), ...tally })
  .meta({ id: "ComplianceSplit" });

export const ComplianceRow = z
  .object({
    control: z.string(),
    clause: z.string(),
    versionId: z.uuid(),
    customerId: z.uuid(),
    id: z.uuid(),
    subjectType: z.string(),
    subjectId: z.uuid(),
    departmentId: z.uuid().nullable(),
    personId: z.uuid().nullable(),
    at: z.iso.datetime(),
    outcome: z.enum(outcomes),
  })
  .meta({ id: "ComplianceRow" });
