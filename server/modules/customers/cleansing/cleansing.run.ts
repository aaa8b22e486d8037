import { parseDuration } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";
import type { RunKind, RunKinds } from "../../../platform/runs.ts";
import { fulfil } from "../../policy/index.ts";
import { contactProblem, identifierProblem } from "../record/values.ts";
import { cleansing } from "./cleansing.controls.ts";
import { settleState } from "./cleansing.store.ts";
import { markDuplicates, markExpired, markIdle, markInvalid, markUnreachable, nextSealed } from "./find.store.ts";

export type CleansingPlan = { cleansingId: string; asOf: string; idleAfter: string; sharedAtMost: number };
type Position = { step: number; after?: [string, string] | undefined; checked: number };

const chunkSize = 5_000;
const tables = ["contact", "identifier"] as const;

/** The instant before which nothing counts as a dealing; working days are taken as seven fifths of a day. */
export function cutoffOf(asOf: Date, idleAfter: string): Date {
  const { count, unit } = parseDuration(idleAfter);
  const minutes = { m: 1, h: 60, d: 1440, wd: (1440 * 7) / 5 }[unit];
  return new Date(asOf.getTime() - count * minutes * 60_000);
}

/** Marks what needs work, one set-based statement a kind; then opens sealed numbers chunk by chunk and checks their form. */
const run: RunKind<CleansingPlan, Position> = {
  label: { zh: "客户数据清理", en: "Cleansing of customer data" },
  work: async ({ parameters, position, chunk }) => {
    const asOf = new Date(parameters.asOf);
    const found = { id: parameters.cleansingId, asOf, cutoff: cutoffOf(asOf, parameters.idleAfter) };
    const marks: ((ctx: Context) => Promise<number>)[] = [
      (ctx) => markIdle(ctx, found),
      (ctx) => markUnreachable(ctx, found),
      (ctx) => markExpired(ctx, found),
      (ctx) => markDuplicates(ctx, found, parameters.sharedAtMost),
    ];
    let { step = 0, after, checked = 0 } = position;
    for (; step < marks.length; step++)
      await chunk(async (ctx) => {
        await marks[step]!(ctx);
        return { position: { step: step + 1, checked } };
      });
    for (let table = tables[step - marks.length]; table; table = tables[step - marks.length]) {
      const place = await chunk(async (ctx) => {
        const rows = await nextSealed(ctx, table!, after, chunkSize);
        const problem = table === "contact" ? contactProblem : identifierProblem;
        const bad = rows.filter((row) => problem(row.kind, ctx.services.vault.open(row.value, `${table}.value`)));
        await markInvalid(ctx, found, table!, bad);
        const last = rows.length < chunkSize ? undefined : rows.at(-1)!;
        const next: Position = {
          step: last ? step : step + 1,
          after: last && [last.customerId, last.id],
          checked: checked + rows.length,
        };
        return { position: next, done: next.checked, value: next };
      });
      ({ step, after, checked } = place!);
    }
    await chunk(async (ctx) => {
      const clean = await settleState(ctx, found.id);
      if (clean) await fulfil(ctx, cleansing.key, [{ customerId: nobody, subjectId: found.id }]);
      await ctx.emit({ kind: "customers.cleansing.finished", subjectType: "cleansing", subjectId: found.id });
      return {};
    });
    return { cleansingId: found.id, checked };
  },
};

export const cleansingRuns: RunKinds = { "customers.cleansing": run };
