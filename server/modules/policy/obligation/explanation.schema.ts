import { z } from "zod";
import { formatDuration } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { Text } from "../../../platform/text.schema.ts";
import { clausesOf } from "../document/content.ts";
import { shownText } from "../document/places-in-text.ts";
import { surroundings } from "../document/surroundings.ts";
import { forceHistory, registryIn } from "../installation.ts";
import { explainObligation } from "./explanation.ts";
import type { ObligationRow } from "./row.store.ts";

const instant = z.iso.datetime();

export const Explanation = z
  .object({
    clause: z.object({ document: z.string(), number: z.string(), title: Text, text: Text }).nullable(),
    term: z.object({ value: z.string(), text: Text }),
    calendar: z.object({
      name: z.string(),
      label: Text,
      replacedAt: instant.nullable().describe("When the calendar was changed since; null: it still holds"),
    }),
    openedAt: instant,
    plannedAt: instant.nullable().describe("When it would be due without pauses"),
    dueAt: instant.nullable(),
    remainingSeconds: z.number().nullable().describe("What is left on the clock while it is paused"),
    provisional: z.boolean().describe("Official holidays on the way are not published yet"),
    pauses: z.array(z.object({ from: instant, to: instant.nullable(), reason: z.string() })),
    lines: z.array(Text).describe("How the due time was added up"),
    agrees: z.boolean().describe("False where the official holidays became known after the due time was fixed"),
  })
  .meta({ id: "ObligationExplanation" });

/** Why an obligation is due when it is: its clause, its term, its calendar, and the sum. */
export async function showExplanation(ctx: Context, row: ObligationRow): Promise<z.input<typeof Explanation>> {
  const { calendar, calendarReplacedAt, ...sum } = await explainObligation(ctx, row);
  return {
    clause: await clauseOf(ctx, row),
    term: { value: row.term, text: formatDuration(row.term) },
    calendar: { name: calendar.name, label: calendar.label, replacedAt: calendarReplacedAt },
    openedAt: row.openedAt,
    ...sum,
    pauses: [...sum.pauses],
    lines: [...sum.lines],
  };
}

/** The clause as the version has it by which the promise was made. */
async function clauseOf(ctx: Context, row: ObligationRow) {
  const force = (await forceHistory(ctx.services)).find((one) => one.id === row.versionId);
  const clause = force && clausesOf(force.content).find((one) => one.number === row.clause);
  if (!clause) return null;
  const { names } = await surroundings(ctx, new Date(row.openedAt));
  return {
    document: force.content.code,
    number: clause.number,
    title: clause.title,
    text: shownText(force.content, clause, registryIn(ctx.services), names),
  };
}
