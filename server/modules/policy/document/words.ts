import { cycles, durationSchema } from "../../../platform/calendar/index.ts";
import type { Text } from "../../../platform/text.ts";
import type { Control } from "../control/control.ts";
import {
  type Names,
  type ParameterDeclaration,
  type ParameterType,
  readParameter,
  showParameter,
} from "../control/parameter.ts";
import { parseCell, showCondition } from "../decision/index.ts";

const same = (value: unknown): Text => ({ zh: String(value), en: String(value) });

/** A value as a clause writes it, in words, where no control on offer says what it is. */
export function showWritten(written: unknown): Text {
  const type = guess(written);
  if (!type) return Array.isArray(written) ? { zh: written.join("、"), en: written.join(", ") } : same(written);
  const declaration: ParameterDeclaration = { type, label: same("") };
  const reading = readParameter(declaration, written);
  return reading.ok ? showParameter(declaration, reading.value) : same(written);
}

function guess(written: unknown): ParameterType | undefined {
  if (typeof written === "boolean") return "flag";
  if (typeof written !== "string") return undefined;
  if (written.endsWith(" CNY")) return "money";
  if (written.endsWith("%")) return "percent";
  if (durationSchema.safeParse(written).success) return "duration";
  return (cycles as readonly string[]).includes(written) ? "cycle" : undefined;
}

/** A parameter of a control in words; conditions by the labels of the facts that they ask about. */
export function showSetting(control: Control, name: string, written: unknown, names: Names): Text {
  const declaration = control.parameters[name];
  if (!declaration) return showWritten(written);
  const reading = readParameter(declaration, written);
  if (!reading.ok) return same(JSON.stringify(written));
  if (declaration.type !== "conditions" || control.kind !== "metric")
    return showParameter(declaration, reading.value, names);
  const texts = Object.entries(reading.value as Record<string, string>).map(([key, cell]): Text => {
    const fact = control.facts[key];
    const condition = fact && parseCell(cell, fact);
    if (!fact || !condition?.ok) return same(`${key} ${cell}`);
    const asked = showCondition(fact, condition.value);
    return { zh: `${fact.label.zh}${asked.zh}`, en: `${fact.label.en} ${asked.en}` };
  });
  if (!texts.length) return { zh: "全部", en: "all" };
  return { zh: texts.map((text) => text.zh).join("，"), en: texts.map((text) => text.en).join(", ") };
}
