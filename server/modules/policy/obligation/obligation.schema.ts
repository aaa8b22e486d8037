import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";
import { encodeCursor } from "../../../platform/lists/index.ts";
import { invalid } from "../../../platform/errors.ts";
import { Text } from "../../../platform/text.schema.ts";
import { forceHistory } from "../installation.ts";
import type { Binding } from "../document/compile.ts";
import { customerNames } from "./names.ts";
import { planOf } from "./plan.ts";
import type { ObligationRow } from "./row.store.ts";
import type { Place } from "./worklist.store.ts";

const instant = z.iso.datetime();

export const Obligation = z
  .object({
    customerId: z.uuid().nullable().describe("Null for what belongs to the company itself"),
    customerName: z
      .string()
      .nullable()
      .describe("As the reader may see it; null for a customer that is not theirs to see"),
    id: z.uuid(),
    control: z.string(),
    label: Text,
    document: z.string().nullable(),
    clause: z.string(),
    clauseTitle: Text.nullable(),
    subjectType: z.string(),
    subjectId: z.uuid(),
    departmentId: z.uuid().nullable(),
    assigneeId: z.uuid().nullable(),
    role: z.string().nullable(),
    calendar: z.string(),
    term: z.string(),
    openedAt: instant,
    dueAt: instant.nullable().describe("Null while paused, and beyond the years that its calendar is stored for"),
    secondsLeft: z.number().nullable().describe("Wall-clock time to the due time; negative when late"),
    pausedSince: instant.nullable(),
    state: z.enum(["open", "met", "breached", "waived"]),
    late: z.boolean(),
    settledAt: instant.nullable(),
    settledByName: z.string().nullable(),
    breachedAt: instant.nullable(),
    reason: z.string().nullable().describe("Why it was waived, or the note of who fulfilled it by hand"),
    nextStep: z
      .object({
        at: instant,
        seconds: z.number().describe("From the due time"),
        tell: z.string().nullable(),
        assign: z.string().nullable(),
      })
      .nullable(),
    byHand: z.boolean().describe("Fulfilled by saying so; else by doing the work"),
  })
  .meta({ id: "Obligation" });

/** Rows as people see them: with the customer's name, and the words of their clause and of the next step. */
export async function showObligations(
  ctx: Context,
  rows: readonly ObligationRow[],
): Promise<z.input<typeof Obligation>[]> {
  const bindings = new Map<string, Binding>();
  for (const force of await forceHistory(ctx.services))
    for (const binding of force.bindings)
      bindings.set(`${binding.versionId} ${binding.clause} ${binding.control.key}`, binding);
  const names = await customerNames(
    ctx,
    rows.map((row) => row.customerId),
  );
  return rows.map((row) => ({
    ...show(row, bindings.get(`${row.versionId} ${row.clause} ${row.control}`), ctx.now),
    customerName: names.get(row.customerId) ?? null,
  }));
}

function show(
  row: ObligationRow,
  binding: Binding | undefined,
  now: Date,
): Omit<z.input<typeof Obligation>, "customerName"> {
  const { versionId: _, settledBy: __, nextStep, nextStepAt, ...rest } = row;
  const done = row.settledAt !== null || row.state === "waived";
  const step = binding && nextStepAt ? planOf(binding.parameters.steps)[nextStep] : undefined;
  return {
    ...rest,
    customerId: row.customerId === nobody ? null : row.customerId,
    label: binding?.control.label ?? { zh: row.control, en: row.control },
    document: binding?.document ?? null,
    clauseTitle: binding?.title ?? null,
    secondsLeft: done || row.dueAt === null ? null : Math.round((Date.parse(row.dueAt) - now.getTime()) / 1000),
    late: row.state === "breached" || (!done && row.dueAt !== null && Date.parse(row.dueAt) < now.getTime()),
    nextStep: step ? { at: nextStepAt!, seconds: step.at, tell: step.tell, assign: step.assign } : null,
    byHand: binding?.control.kind === "obligation" && binding.control.byHand === true,
  };
}

/** The place of a row in its list, as `next` of a page. */
export const cursorOf = (list: string, at: string | null, id: string): string => encodeCursor(list, [at, id]);

/** @throws AppError lists.invalid (400) for the cursor of another list */
export function readCursor(list: string, text: string | undefined): Place | undefined {
  if (!text) return undefined;
  try {
    const [of, at, id] = z
      .tuple([z.literal(list), instant.nullable(), z.uuid()])
      .parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    return of ? { at, id } : undefined;
  } catch {
    throw invalid(
      [
        {
          field: "cursor",
          text: {
            zh: "翻页位置已失效，请从第一页重新开始",
            en: "this cursor does not belong to this list; start again",
          },
        },
      ],
      "lists.invalid",
    );
  }
}
