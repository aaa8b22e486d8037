import type { Text } from "../../../platform/text.ts";
import type { Registry } from "../control/control.ts";
import { type Names, noNames } from "../control/parameter.ts";
import { type Clause, clausesOf, type Content } from "./content.ts";
import { showSetting, showWritten } from "./words.ts";

/** `{customers.entry.within}`: the control, and the parameter behind its last dot. */
export const splitName = (name: string): { control: string; parameter: string } => {
  const dot = name.lastIndexOf(".");
  return { control: name.slice(0, dot), parameter: name.slice(dot + 1) };
};

/** The names in braces, in order, each once. */
export const namesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!)),
];

const boundIn = (clause: Clause, control: string, parameter: string): unknown =>
  clause.controls.find((binding) => binding.control === control)?.parameters[parameter];
const valueIn = (clause: Clause, name: string): unknown => clause.values?.find((value) => value.name === name)?.default;

/**
 * What stands behind a name in a clause's text, as written: the clause's own setting, its own value, those of another
 * clause of the document, the control's default; undefined where there is none.
 */
export function writtenBehind(content: Content, clause: Clause, name: string, registry: Registry): unknown {
  const { control, parameter } = splitName(name);
  const own = boundIn(clause, control, parameter) ?? valueIn(clause, name);
  if (own !== undefined) return own;
  for (const other of clausesOf(content)) {
    const found = boundIn(other, control, parameter) ?? valueIn(other, name);
    if (found !== undefined) return found;
  }
  return registry.get(control)?.parameters[parameter]?.default;
}

/** The clause's text with every name in braces replaced by its value in words. */
export function shownText(content: Content, clause: Clause, registry: Registry, names: Names = noNames): Text {
  const words = new Map<string, Text>();
  for (const name of new Set([...namesIn(clause.text.zh), ...namesIn(clause.text.en)])) {
    const written = writtenBehind(content, clause, name, registry);
    if (written === undefined) continue;
    const { control, parameter } = splitName(name);
    const known = registry.get(control);
    words.set(name, known ? showSetting(known, parameter, written, names) : showWritten(written));
  }
  const inLanguage = (language: keyof Text) =>
    fillNames(
      clause.text[language],
      Object.fromEntries([...words].map(([name, text]) => [name, text[language]] as const)),
    );
  return { zh: inLanguage("zh"), en: inLanguage("en") };
}

/** As `fill` of the platform, which knows no hyphens; names of controls have them. */
const fillNames = (text: string, values: Record<string, string>): string =>
  text.replace(/\{([^{}]*)\}/g, (whole, name: string) => values[name] ?? whole);
