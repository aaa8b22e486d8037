import type { Context } from "../../../platform/context.ts";
import { parseDecimal } from "../decision/decimal.ts";
import { forceHistory } from "../installation.ts";
import { countPart, type Grain, storedFigures, storeFigure } from "./figure.store.ts";
import { metricParts, type Part } from "./parts.ts";

/** A figure with its target. `reached` is null where there is no data: nothing was measured, so nothing was missed. */
export type Verdict = {
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** Numerator by denominator, to six decimals; null where nothing was counted. */
  readonly share: number | null;
  readonly target: string;
  readonly reached: boolean | null;
};

export type Figure = Part & { readonly grains: readonly Grain[] };

/** Stored figures of closed parts, all others counted now. */
export async function figuresOf(ctx: Context, parts: readonly Part[]): Promise<Figure[]> {
  if (!parts.length) return [];
  const froms = parts.map((part) => part.from).sort();
  const controls = [...new Set(parts.map((part) => part.binding.control.key))];
  const stored = Map.groupBy(await storedFigures(ctx.services.db, controls, froms[0]!, froms.at(-1)!), (row) =>
    keyOf(row.control, row.clause, row.versionId, row.periodFrom, row.periodTo),
  );
  const figures: Figure[] = [];
  for (const part of parts) {
    const { control, clause, versionId } = part.binding;
    const kept = part.closed ? stored.get(keyOf(control.key, clause, versionId, part.from, part.to)) : undefined;
    figures.push({
      ...part,
      grains: kept ?? (await countPart(ctx.query, part, part.closed ? part.to : ctx.now.toISOString())),
    });
  }
  return figures;
}

const keyOf = (control: string, clause: string, versionId: string, from: string, to: string) =>
  [control, clause, versionId, new Date(from).toISOString(), new Date(to).toISOString()].join(" ");

/** What the grains of a figure come to, all or those asked for. */
export function verdictOf(part: Part, grains: readonly Grain[]): Verdict {
  const numerator = grains.reduce((sum, grain) => sum + grain.numerator, 0n);
  const denominator = grains.reduce((sum, grain) => sum + grain.denominator, 0n);
  const target = String(part.binding.parameters.target);
  if (denominator === 0n) return { numerator, denominator, share: null, target, reached: null };
  const { digits, scale } = parseDecimal(target)!;
  // Compared as whole numbers: 97.99999 % is not 98 %.
  const [reached, wanted] = [numerator * 10n ** BigInt(scale), digits * denominator];
  return {
    numerator,
    denominator,
    share: Math.round((Number(numerator) / Number(denominator)) * 1e6) / 1e6,
    target,
    reached: part.binding.control.better === "higher" ? reached >= wanted : reached <= wanted,
  };
}

/** Cron: keeps the figures of all parts that have ended. What is kept does not change when late facts come in. */
export async function closeFigures(ctx: Context): Promise<void> {
  const forces = await forceHistory(ctx.services);
  const since = forces.map((force) => force.effectiveFrom).sort()[0];
  if (!since) return;
  const closed = metricParts(forces, { from: since, to: ctx.now.toISOString() }, ctx.now).filter((part) => part.closed);
  if (!closed.length) return;
  const stored = new Set(
    (
      await storedFigures(
        ctx.tx,
        [...new Set(closed.map((part) => part.binding.control.key))],
        since,
        ctx.now.toISOString(),
      )
    ).map((row) => keyOf(row.control, row.clause, row.versionId, row.periodFrom, row.periodTo)),
  );
  for (const part of closed) {
    const { control, clause, versionId } = part.binding;
    if (stored.has(keyOf(control.key, clause, versionId, part.from, part.to))) continue;
    await storeFigure(ctx.tx, part, await countPart(ctx.query, part, part.to), ctx.now);
  }
}

export type ClosedFigure = Verdict & {
  readonly control: string;
  readonly clause: string;
  readonly versionId: string;
  readonly from: string;
  readonly to: string;
  readonly departmentId: string | null;
};

/** Figures by department of all parts that ended within a span: what a shortfall is found from. */
export async function closedFigures(
  ctx: Context,
  span: { readonly from: string; readonly to: string },
): Promise<ClosedFigure[]> {
  const parts = metricParts(await forceHistory(ctx.services), span, ctx.now).filter(
    (part) => part.closed && part.to > span.from && part.to <= span.to,
  );
  return (await figuresOf(ctx, parts)).flatMap((figure) => {
    const { control, clause, versionId } = figure.binding;
    return [...Map.groupBy(figure.grains, (grain) => grain.departmentId)].map(([departmentId, grains]) => ({
      control: control.key,
      clause,
      versionId,
      from: figure.from,
      to: figure.to,
      departmentId,
      ...verdictOf(figure, grains),
    }));
  });
}
