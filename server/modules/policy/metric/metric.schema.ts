import { z } from "zod";
import { cycleSchema } from "../../../platform/calendar/index.ts";
import { Text } from "../../../platform/text.schema.ts";
import { namesOf } from "../compliance/who.store.ts";
import type { Db } from "../../../platform/db.ts";
import { type Figure, verdictOf } from "./figures.ts";

/** Numerator, denominator and what they come to. */
const verdict = {
  numerator: z.number(),
  denominator: z.number(),
  share: z.number().nullable().describe("null: no data yet"),
  target: z.string().describe("As a fraction: 0.98"),
  reached: z.boolean().nullable(),
};

const Holder = z.object({ id: z.uuid().nullable(), name: Text.nullable(), ...verdict });

export const MetricFigure = z
  .object({
    document: z.string(),
    clause: z.string(),
    control: z.string(),
    versionId: z.uuid(),
    cycle: cycleSchema,
    period: z.object({ key: z.string(), label: Text }),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    closed: z.boolean(),
    better: z.enum(["higher", "lower"]),
    ...verdict,
    byDepartment: z.array(Holder),
    byPerson: z.array(Holder),
  })
  .meta({ id: "MetricFigure" });
export type MetricFigure = z.infer<typeof MetricFigure>;

export type Holders = { readonly departments?: readonly string[] | undefined; readonly person?: string | undefined };

/** Figures for people: sums over whom was asked for, and their split. */
export async function presentFigures(
  db: Db,
  figures: readonly Figure[],
  { departments, person }: Holders,
): Promise<MetricFigure[]> {
  const names = await namesOf(
    db,
    figures.flatMap((figure) => figure.grains.flatMap((grain) => [grain.departmentId, grain.personId])),
  );
  return figures.map((figure) => {
    const { binding, document, period, from, to, closed } = figure;
    const grains = figure.grains.filter(
      (grain) =>
        (!departments || (grain.departmentId !== null && departments.includes(grain.departmentId))) &&
        (!person || grain.personId === person) &&
        grain.denominator > 0n,
    );
    const split = (key: "departmentId" | "personId") =>
      [...Map.groupBy(grains, (grain) => grain[key])].map(([id, own]) => ({
        id,
        name: (id && names.get(id)) || null,
        ...plain(figure, own),
      }));
    return {
      document,
      clause: binding.clause,
      control: binding.control.key,
      versionId: binding.versionId,
      cycle: binding.parameters.cycle,
      period: { key: period.key, label: period.label },
      from,
      to,
      closed,
      better: binding.control.better,
      ...plain(figure, grains),
      byDepartment: split("departmentId"),
      byPerson: split("personId"),
    };
  });
}

function plain(figure: Figure, grains: Figure["grains"]) {
  const { numerator, denominator, ...rest } = verdictOf(figure, grains);
  return { numerator: Number(numerator), denominator: Number(denominator), ...rest };
}
