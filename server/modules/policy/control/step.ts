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
  assign: z.string().regex(/^[a-z_]+$/).optional(),
});
export type Step = z.infer<typeof Step>;

const unitSeconds: Record<string, number> = { m: 60, h: 3600, d: 86_400 };

/** Seconds after the due time; negative before it. */
export const stepOffset = (step: Pick<Step, "at">): number => Number.parseInt(step.at, 10) * unitSeconds[step.at.at(-1)!]!;

/** Steps in order of time. */
export const inOrder = (steps: readonly Step[]): Step[] => [...steps].sort((a, b) => stepOffset(a) - stepOffset(b));

export function stepText(steps: readonly Step[]): Text {
  const texts = inOrder(steps).map((step) => {
    const offset = stepOffset(step);
    const span = formatSeconds(Math.abs(offset));
    return offset === 0
      ? { zh: `到期时告知 ${step.tell}`, en: `when due tell ${step.tell}` }
      : offset < 0
        ? { zh: `到期前${span.zh}告知 ${step.tell}`, en: `${span.en} before tell ${step.tell}` }
        : { zh: `逾期${span.zh}告知 ${step.tell}`, en: `${span.en} late tell ${step.tell}` };
  });
  return { zh: texts.map((text) => text.zh).join("；"), en: texts.map((text) => text.en).join("; ") };
}
