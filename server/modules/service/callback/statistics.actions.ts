import type { Period } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { departmentNames } from "../../identity/index.ts";
import { statisticsDuty } from "./callback.controls.ts";
import { periodByKey } from "./callback.rules.ts";
import { findReport, insertReport } from "./report.store.ts";
import { type Figures, levelsIn, type Line, linesOf, problemsOf, remediesIn } from "./statistics.store.ts";
import { keepTurn } from "./turn.actions.ts";

const none: Figures = { due: 0, inTime: 0, made: 0, unreached: 0, rated: 0, satisfied: 0, dissatisfied: 0 };

const add = (sum: Figures, line: Figures): Figures => ({
  due: sum.due + line.due,
  inTime: sum.inTime + line.inTime,
  made: sum.made + line.made,
  unreached: sum.unreached + line.unreached,
  rated: sum.rated + line.rated,
  satisfied: sum.satisfied + line.satisfied,
  dissatisfied: sum.dissatisfied + line.dissatisfied,
});

const figuresOf = ({ departmentId: _, personId: __, personName: ___, ...figures }: Line): Figures => figures;

/** @throws AppError service.invalid (400) for a key that names no period */
export function periodOfKey(key: string): Period {
  const period = periodByKey(key);
  if (period) return period;
  throw invalid(
    [
      {
        field: "period",
        text: {
          zh: "期次应写作 2026-05、2026-Q2、2026-H1 或 2026",
          en: "a period is written 2026-05, 2026-Q2, 2026-H1 or 2026",
        },
      },
    ],
    "service.invalid",
  );
}

export type Sheet = Awaited<ReturnType<typeof readStatistics>>;

/** The statistics of a period (S2.2.4), once signed as they were signed. */
export async function readStatistics(ctx: Context, key: string) {
  const period = periodOfKey(key);
  const { figures, ...report } = (await findReport(ctx, "statistics", period.key)) ?? {};
  const counted = (figures as Counted | undefined) ?? (await count(ctx, period));
  return {
    period,
    over: Date.parse(period.to) <= ctx.now.getTime(),
    ...counted,
    report: figures ? (report as Signed) : null,
  };
}

type Signed = { id: string; note: string; signedByName: string; signedAt: string };
type Counted = Awaited<ReturnType<typeof count>>;

/** In all, by department and caller, and the main problems. */
async function count(ctx: Context, period: Period) {
  const lines = await linesOf(ctx, period);
  const names = new Map(
    (await departmentNames(ctx)).map((one) => [one.id, { zh: one.name, en: one.nameEn ?? one.name }]),
  );
  const ids = [...new Set(lines.map((line) => line.departmentId))];
  const departments = ids
    .map((departmentId) => {
      const own = lines.filter((line) => line.departmentId === departmentId);
      return {
        departmentId,
        name: departmentId ? (names.get(departmentId) ?? null) : null,
        ...own.reduce<Figures>(add, none),
        callers: own.map((line) => ({ personId: line.personId, name: line.personName, ...figuresOf(line) })),
      };
    })
    .sort((a, b) => b.made - a.made);
  return {
    total: lines.reduce<Figures>(add, none),
    departments,
    levels: await levelsIn(ctx, period),
    problems: await problemsOf(ctx, period),
    remedies: await remediesIn(ctx, period),
  };
}

/**
 * Signs the statistics of a period that is over: they go to the management as they stand now.
 * @throws AppError service.period_runs, service.already_signed (409)
 */
export async function signStatistics(ctx: Context, key: string, note: string): Promise<void> {
  const period = periodOfKey(key);
  if (Date.parse(period.to) > ctx.now.getTime())
    throw conflict("service.period_runs", {
      zh: "本期尚未结束，期满后再签发。",
      en: "This period still runs: sign it once it is over.",
    });
  const signed = await insertReport(ctx, {
    kind: "statistics",
    periodKey: period.key,
    figures: await count(ctx, period),
    note,
  });
  if (!signed)
    throw conflict("service.already_signed", {
      zh: "本期统计已经签发。",
      en: "The statistics of this period were signed already.",
    });
  await keepTurn(ctx, statisticsDuty, period.key);
  await ctx.emit({
    kind: "service.callback-statistics.signed",
    subjectType: "callback_statistics",
    subjectId: signed.id,
    data: { period: period.key },
  });
}
