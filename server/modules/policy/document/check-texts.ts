import type { Registry } from "../control/control.ts";
import { readParameter } from "../control/parameter.ts";
import { clausesOf, type Content } from "./content.ts";
import { namesIn, splitName, writtenBehind } from "./places-in-text.ts";
import type { PolicyProblem } from "./problem.ts";

/** Names in the texts: each has a value, and stands in both languages. Values of known controls fit their parameters. */
export function checkTexts(content: Content, registry: Registry): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const numbers = new Set<string>();
  for (const clause of clausesOf(content)) {
    const report = (code: string, zh: string, en: string, more: Partial<PolicyProblem> = {}) =>
      problems.push({ severity: "error", code, clause: clause.number, text: { zh, en }, ...more });
    if (numbers.has(clause.number))
      report("policy.duplicate_clause", "条款编号重复", "this clause number stands twice");
    numbers.add(clause.number);

    const [zh, en] = [namesIn(clause.text.zh), namesIn(clause.text.en)];
    const apart = [...zh.filter((name) => !en.includes(name)), ...en.filter((name) => !zh.includes(name))];
    if (apart.length) {
      const list = apart.map((name) => `{${name}}`).join(" ");
      report(
        "policy.texts_differ",
        `中文与英文中的数值不一致：${list}`,
        `the two languages name different values: ${list}`,
      );
    }
    for (const name of new Set([...zh, ...en])) {
      if (writtenBehind(content, clause, name, registry) !== undefined) continue;
      report("policy.no_value", `文中的 {${name}} 没有数值`, `there is no value for {${name}} in the text`);
    }
    for (const value of clause.values ?? []) {
      const { control, parameter } = splitName(value.name);
      const known = registry.get(control);
      // A binding of this clause takes the value and reports for itself.
      if (!known || clause.controls.some((binding) => binding.control === control)) continue;
      const declaration = known.parameters[parameter];
      const place = { control, parameter };
      if (!declaration) {
        report(
          "policy.unknown_parameter",
          `没有名为「${parameter}」的参数`,
          `there is no parameter "${parameter}"`,
          place,
        );
        continue;
      }
      const reading = readParameter(declaration, value.default);
      if (!reading.ok) report("policy.bad_parameter", reading.text.zh, reading.text.en, place);
    }
  }
  return problems;
}
