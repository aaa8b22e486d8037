import type { Db } from "../../../platform/db.ts";
import type { Query } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import type { Part } from "./parts.ts";
import { metricProgram, metricSql } from "./program.ts";

/** The finest grain of a figure: every other figure is a sum of these. */
export type Grain = {
  readonly departmentId: string | null;
  readonly personId: string | null;
  readonly numerator: bigint;
  readonly denominator: bigint;
};

/** Counts the rows of a part now, as far as the part has come. */
export function countPart(query: Query, part: Part, until: string): Promise<Grain[]> {
  const { counts, good } = metricSql(metricProgram(part.binding));
  return query<Grain>(
    {
      name: "",
      text: `select m.department_id as "departmentId", m.person_id as "personId",
                    count(*) filter (where ${good}) as numerator, count(*) as denominator
               from ${part.binding.control.source}($1::timestamptz, $2::timestamptz) m
              where ${counts} group by m.department_id, m.person_id`,
    },
    [part.from, until],
  );
}

export type StoredFigure = Grain & {
  readonly control: string;
  readonly clause: string;
  readonly versionId: string;
  readonly periodFrom: string;
  readonly periodTo: string;
};

export const storedFigures = (db: Db, controls: readonly string[], from: string, to: string): Promise<StoredFigure[]> =>
  db
    .selectFrom("policy.figure")
    .select([
      "control",
      "clause",
      "versionId",
      "periodFrom",
      "periodTo",
      "departmentId",
      "personId",
      "numerator",
      "denominator",
    ])
    .where("control", "in", controls.length ? [...controls] : [""])
    .where("periodFrom", ">=", from)
    .where("periodFrom", "<=", to)
    .execute() as Promise<StoredFigure[]>;

/** Keeps the figure of a closed part; the row without department and person says that it was counted. */
export async function storeFigure(db: Db, part: Part, grains: readonly Grain[], now: Date): Promise<void> {
  const whole = grains.some((grain) => grain.departmentId === null && grain.personId === null);
  const rows = whole ? grains : [...grains, { departmentId: null, personId: null, numerator: 0n, denominator: 0n }];
  await db
    .insertInto("policy.figure")
    .values(
      rows.map((grain) => ({
        ...grain,
        id: newId(),
        control: part.binding.control.key,
        clause: part.binding.clause,
        versionId: part.binding.versionId,
        periodFrom: part.from,
        periodTo: part.to,
        computedAt: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
