import type { Control } from "../control/control.ts";
import { type Names, readParameter, showParameter } from "../control/parameter.ts";
import { clausesOf, type Content } from "./content.ts";
import { jsonValue } from "./view.ts";

/** A control as people who bind it, or a table over its facts, need to know it. */
export function viewControl(control: Control, names: Names, contents: readonly Content[]) {
  const facts = "facts" in control ? control.facts : {};
  const outcome = control.kind === "decision" ? control.outcome : null;
  return {
    key: control.key,
    kind: control.kind,
    label: control.label,
    about: control.about,
    subject: "subject" in control ? control.subject : null,
    parameters: Object.entries(control.parameters).map(([name, one]) => {
      const reading = one.default === undefined ? undefined : readParameter(one, one.default);
      return {
        name,
        type: one.type,
        label: one.label,
        optional: one.optional === true,
        values: one.values ?? null,
        default: jsonValue(one.default) ?? null,
        shown: reading?.ok ? showParameter(one, reading.value, names) : null,
      };
    }),
    facts: Object.entries(facts).map(([name, fact]) => ({
      name,
      type: fact.type,
      label: fact.label,
      required: fact.required === true,
      values: fact.type === "choice" ? fact.values : null,
    })),
    outcome: outcome && {
      type: outcome.type,
      label: outcome.label,
      values: outcome.type === "choice" ? outcome.values : null,
    },
    example: (control.kind === "decision" && control.example) || null,
    better: control.kind === "metric" ? control.better : null,
    boundBy: contents.flatMap((content) =>
      clausesOf(content)
        .filter((clause) => clause.controls.some((binding) => binding.control === control.key))
        .map((clause) => ({ document: content.code, clause: clause.number, title: clause.title })),
    ),
  };
}
