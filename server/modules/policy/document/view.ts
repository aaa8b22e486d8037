import type { Control } from "../control/control.ts";
import { type Names, noNames, readParameter } from "../control/parameter.ts";
import type { Surroundings } from "./check.ts";
import { writtenParameters } from "./compile.ts";
import type { BindingText, Clause, Content, Limit } from "./content.ts";
import { boundText } from "./norms.ts";
import { shownText, splitName } from "./places-in-text.ts";
import type { PolicyProblem } from "./problem.ts";
import { showSetting, showWritten } from "./words.ts";

type Around = Pick<Surroundings, "registry" | "names">;

/** A version's text as people read it: values in words, controls with their parameters, problems at their clauses. */
export const viewContent = (content: Content, around: Around, problems: readonly PolicyProblem[]) => ({
  title: content.title,
  about: content.about,
  chapters: content.chapters.map((chapter) => ({
    number: chapter.number,
    title: chapter.title,
    clauses: chapter.clauses.map((clause) => viewClause(content, clause, around, problems)),
  })),
});

export function viewClause(content: Content, clause: Clause, around: Around, problems: readonly PolicyProblem[]) {
  const names = around.names ?? noNames;
  return {
    number: clause.number,
    title: clause.title,
    text: clause.text,
    shown: shownText(content, clause, around.registry, names),
    register: clause.register ?? [],
    values: (clause.values ?? []).map((value) => ({ ...value, shown: showValue(value, around, names) })),
    controls: clause.controls.map((binding) => viewBinding(clause, binding, around, names)),
    source: clause.source ?? null,
    read: clause.read === undefined ? null : String(clause.read),
    trust: clause.trust ?? null,
    region: clause.region ?? null,
    enabled: clause.enabled ?? null,
    appliesTo: clause.appliesTo ?? null,
    limits: (clause.limits ?? []).map((limit) => viewLimit(limit, around)),
    problems: problems.filter((problem) => problem.clause === clause.number),
  };
}

type Value = NonNullable<Clause["values"]>[number];

function showValue(value: Value, { registry }: Around, names: Names) {
  const { control, parameter } = splitName(value.name);
  const known = registry.get(control);
  return known ? showSetting(known, parameter, value.default, names) : showWritten(value.default);
}

function viewBinding(clause: Clause, binding: BindingText, { registry }: Around, names: Names) {
  const control = registry.get(binding.control);
  return {
    control: binding.control,
    kind: control?.kind ?? null,
    label: control?.label ?? { zh: binding.control, en: binding.control },
    about: control?.about ?? null,
    parameters: control ? viewParameters(control, clause, binding, names) : [],
    table: binding.table ?? (control?.kind === "decision" ? control.example : undefined) ?? null,
    /** The clause has no table of its own: the control's example runs. */
    tableIsExample: !binding.table && control?.kind === "decision" && control.example !== undefined,
  };
}

function viewParameters(control: Control, clause: Clause, binding: BindingText, names: Names) {
  const given = writtenParameters(control, clause, binding);
  return Object.entries(control.parameters).map(([name, declaration]) => {
    const written = given[name] ?? declaration.default;
    const reading = written === undefined ? undefined : readParameter(declaration, written);
    const origin =
      name in binding.parameters ? "clause" : name in given ? "value" : written === undefined ? "none" : "default";
    return {
      name,
      type: declaration.type,
      label: declaration.label,
      optional: declaration.optional === true,
      origin: origin as "clause" | "value" | "default" | "none",
      written: written ?? null,
      value: reading?.ok ? jsonValue(reading.value) : null,
      shown: written === undefined ? null : showSetting(control, name, written, names),
    };
  });
}

function viewLimit(limit: Limit, { registry }: Around) {
  const control = registry.get(limit.control);
  const declaration = control?.parameters[limit.parameter];
  return {
    control: limit.control,
    parameter: limit.parameter,
    label:
      declaration && control
        ? { zh: `${control.label.zh}：${declaration.label.zh}`, en: `${control.label.en}: ${declaration.label.en}` }
        : null,
    shown: boundText(limit),
    /** A control on offer has this parameter, so that the limit is held against it. */
    live: declaration !== undefined,
  };
}

/** Large whole numbers (money in fen) as digits. */
export const jsonValue = (value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value);

/** How many clauses run: bound clauses of a company, switched-on clauses of a norm. */
export function countClauses(content: Content) {
  const clauses = content.chapters.flatMap((chapter) => chapter.clauses);
  const runs = (clause: Clause) => (content.kind === "norm" ? clause.enabled !== false : clause.controls.length > 0);
  const bound = clauses.filter(runs).length;
  return { total: clauses.length, bound, unbound: clauses.length - bound };
}
