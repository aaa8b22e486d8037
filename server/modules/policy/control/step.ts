import { z } from "zod";
import { formatSeconds } from "../../../platform/calendar/index.ts";
import type { Text } from "../../../platform/text.ts";

/**
 * One step of escalation: when, as wall-clock time before (`-4h`), on (`0h`) or after (`2h`, `1d`) the due time, and
 * who is told: the assignee, or everybody of a role. `assign` hands the work to a role.
 */
export const Step = z.strictObject({
  at: z.string().regex(/^-?\d{1,4}[mhd]$/),
  tell: z.string().regex(/^[a-z_]+$/),
  assign: z
    .string()
    .regex(/^[a-z_]+$/)
    .optional(),
});
export type Step = z.infer<typeof Step>;

const unitSeconds: Record<string, number> = { m: 60, h: 3600, d: 86_400 };

/** Seconds after the due time; negative before it. */
export const stepOffset = (step: Pick<Step, "at">): number =>
  Number.parseInt(step.at, 10) * unitSeconds[step.at.at(-1)!]!;

/** Steps in order of time. */
export const inOrder = (steps: readonly Step[]): Step[] => [...steps].sort((a, b) => stepOffset(a) - stepOffset(b));

const assigneeText: Text = { zh: "责任人", en: "the person responsible" };

/** 「到期前2小时告知责任人；到期时告知班组长」; `roles` gives the labels of role keys. */
export function stepText(steps: readonly Step[], roles: ReadonlyMap<string, Text> = new Map()): Text {
  const called = (key: string): Text => (key === "assignee" ? assigneeText : (roles.get(key) ?? { zh: key, en: key }));
  const texts = inOrder(steps).map((step) => {
    const told = called(step.tell);
    const to = step.assign && called(step.assign);
    const then = to
      ? { zh: `告知${told.zh}，转由${to.zh}办理`, en: `tell ${told.en} and hand it to ${to.en}` }
      : { zh: `告知${told.zh}`, en: `tell ${told.en}` };
    const offset = stepOffset(step);
    const span = formatSeconds(Math.abs(offset));
    if (offset === 0) return { zh: `到期时${then.zh}`, en: `when due ${then.en}` };
    return offset < 0
      ? { zh: `到期前${span.zh}${then.zh}`, en: `${span.en} before ${then.en}` }
      : { zh: `逾期${span.zh}${then.zh}`, en: `${span.en} late ${then.en}` };
  });
  return { zh: texts.map((text) => text.zh).join("；"), en: texts.map((text) => text.en).join("; ") };
}
