import { nextPeriodStart, type Period, periodOf } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { notFound } from "../../../platform/errors.ts";
import type { Control } from "../control/control.ts";
import type { Clause } from "../document/content.ts";
import { shownText } from "../document/places-in-text.ts";
import { type Force, forceHistory, registryIn } from "../installation.ts";
import { figuresOf } from "../metric/figures.ts";
import { metricParts } from "../metric/parts.ts";
import { type MetricFigure, presentFigures } from "../metric/metric.schema.ts";
import { type Count, countEvidence, type Split } from "./count.store.ts";
import type { Scope } from "./evidence.ts";
import { tally } from "./tally.ts";
import { departmentsBelow, namesOf } from "./who.store.ts";

export type Asked = {
  readonly document: string;
  readonly from: string;
  readonly to: string;
  readonly department?: string | undefined;
  readonly person?: string | undefined;
};

/** What a report is about. @throws AppError platform.not_found (404) where no version of the document was in force in the span */
export async function scopeOf(ctx: Context, asked: Asked): Promise<Scope & { forces: readonly Force[] }> {
  const { document, from, to, department, person } = asked;
  const forces = (await forceHistory(ctx.services)).filter((force) => force.code === document);
  const [newest] = inSpan(forces, from, to);
  if (!newest) throw notFound({ zh: "该时段内生效的制度", en: "policy in force in that span" });
  return {
    from,
    to,
    now: ctx.now,
    forces,
    versions: forces.map((force) => force.id),
    bindings: newest.bindings,
    departments: department && (await departmentsBelow(ctx.services.db, department)),
    person,
  } as Scope & { forces: readonly Force[] };
}

const inSpan = (forces: readonly Force[], from: string, to: string) =>
  forces.filter(
    (force) =>
      Date.parse(force.effectiveFrom) < Date.parse(to) &&
      (!force.effectiveTo || Date.parse(force.effectiveTo) > Date.parse(from)),
  );

/** The months of a span, for the trend. */
function monthsIn({ from, to }: { from: string; to: string }): Period[] {
  const months: Period[] = [];
  for (let at = from; Date.parse(at) < Date.parse(to); at = nextPeriodStart("month", at))
    months.push(periodOf("month", at));
  return months;
}

/** Clause by clause: the text as it stood, and how well each of its controls was kept. */
export async function complianceReport(ctx: Context, asked: Asked) {
  const scope = await scopeOf(ctx, asked);
  const registry = registryIn(ctx.services);
  const months = monthsIn(asked);
  const counts = await countEvidence(ctx.query, scope, registry, starts(months), "none");
  const parts = metricParts(scope.forces, asked, ctx.now);
  const figures = await presentFigures(ctx.services.db, await figuresOf(ctx, parts), {
    departments: scope.departments,
    person: scope.person,
  });
  const versions = inSpan(scope.forces, asked.from, asked.to);
  const shown = new Set<string>();
  const chapters = versions.flatMap((force, index) =>
    force.content.chapters.flatMap((chapter) => {
      // The newest text of each clause, and those that a later version dropped.
      const clauses = chapter.clauses.filter((clause) => !shown.has(clause.number));
      for (const clause of clauses) shown.add(clause.number);
      return clauses.length
        ? [
            {
              number: chapter.number,
              title: chapter.title,
              clauses: clauses.map((clause) => clauseOf(force, clause, index > 0)),
            },
          ]
        : [];
    }),
  );
  return {
    document: asked.document,
    title: versions[0]!.content.title,
    from: asked.from,
    to: asked.to,
    versions: versions.map(({ id, number, effectiveFrom, effectiveTo }) => ({
      id,
      number,
      effectiveFrom,
      effectiveTo,
    })),
    months: months.map(({ key, label, from, to }) => ({ key, label, from, to })),
    ...tally(counts),
    chapters: mergeChapters(chapters),
  };

  function clauseOf(force: Force, clause: Clause, replaced: boolean) {
    const own = counts.filter((count) => count.clause === clause.number);
    const ownFigures = figures.filter((figure) => figure.clause === clause.number);
    const keys = [
      ...new Set([
        ...clause.controls.map((one) => one.control),
        ...own.map((count) => count.control),
        ...ownFigures.map((figure) => figure.control),
      ]),
    ];
    return {
      number: clause.number,
      title: clause.title,
      text: shownText(force.content, clause, registry),
      versionId: force.id,
      replaced,
      bound: keys.length > 0,
      ...tally(own),
      trend: trendOf(own, months.length),
      controls: keys.flatMap((key) => {
        const control = registry.get(key);
        return control ? [controlOf(control, own, ownFigures, months.length)] : [];
      }),
    };
  }
}

const starts = (months: readonly Period[]) => months.map((month) => month.from);

function controlOf(control: Control, counts: readonly Count[], figures: readonly MetricFigure[], months: number) {
  const own = counts.filter((count) => count.control === control.key);
  return {
    key: control.key,
    kind: control.kind,
    label: control.label,
    ...tally(own),
    trend: trendOf(own, months),
    figures: figures.filter((figure) => figure.control === control.key),
  };
}

const trendOf = (counts: readonly Count[], months: number) =>
  Array.from({ length: months }, (_, index) => {
    const { inScope, met, breached, share } = tally(counts.filter((count) => count.bucket === index + 1));
    return { inScope, met, breached, share };
  });

function mergeChapters<C extends { number: string; clauses: unknown[] }>(chapters: readonly C[]): C[] {
  const merged = new Map<string, C>();
  for (const chapter of chapters) {
    const known = merged.get(chapter.number);
    if (known) known.clauses.push(...chapter.clauses);
    else merged.set(chapter.number, chapter);
  }
  return [...merged.values()];
}

/** The same evidence by department, person or month: one row each, the weakest share first. */
export async function complianceBy(
  ctx: Context,
  asked: Asked & { readonly clause?: string | undefined },
  by: Exclude<Split, "none"> | "month",
) {
  const scope = await scopeOf(ctx, asked);
  const months = monthsIn(asked);
  const all = await countEvidence(
    ctx.query,
    scope,
    registryIn(ctx.services),
    starts(months),
    by === "month" ? "none" : by,
  );
  const counts = asked.clause ? all.filter((count) => count.clause === asked.clause) : all;
  if (by === "month")
    return months.map((month, index) => ({
      id: null,
      key: month.key,
      name: month.label,
      ...tally(counts.filter((count) => count.bucket === index + 1)),
    }));
  const names = await namesOf(
    ctx.services.db,
    counts.map((count) => count.holder),
  );
  return [...Map.groupBy(counts, (count) => count.holder)]
    .map(([id, own]) => ({ id, key: id, name: (id && names.get(id)) || null, ...tally(own) }))
    .sort((a, b) => (a.share ?? 2) - (b.share ?? 2) || b.inScope - a.inScope);
}

export type Report = Awaited<ReturnType<typeof complianceReport>>;
