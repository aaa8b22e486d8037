import type { Text } from "../../../platform/text.ts";
import type { Control, DecisionControl, Registry } from "../control/control.ts";
import { type ParameterDeclaration, readParameter } from "../control/parameter.ts";
import { check, compileTable, type FactType, type Parameters, type Program } from "../decision/index.ts";
import { type BindingText, type Clause, clausesOf, type Content } from "./content.ts";
import type { PolicyProblem } from "./problem.ts";

/** A control as one clause of one version uses it: ready to run. */
export type Binding<C extends Control = Control> = {
  readonly control: C;
  readonly document: string;
  readonly clause: string;
  readonly title: Text;
  readonly versionId: string;
  readonly parameters: Readonly<Record<string, any>>;
  readonly program?: Program;
};

export type CompiledPolicy = { readonly bindings: readonly Binding[]; readonly problems: readonly PolicyProblem[] };

/** Reads all bindings of a content against the controls on offer; every problem is reported, with its place. */
export function compilePolicy(content: Content, registry: Registry, versionId: string): CompiledPolicy {
  const problems: PolicyProblem[] = [];
  const bindings: Binding[] = [];
  for (const clause of clausesOf(content)) {
    for (const text of clause.controls) {
      const bound = bind(content, clause, text, registry, versionId, problems);
      if (bound) bindings.push(bound);
    }
  }
  reportTwice(bindings, problems);
  return { bindings, problems };
}

function bind(
  content: Content,
  clause: Clause,
  text: BindingText,
  registry: Registry,
  versionId: string,
  problems: PolicyProblem[],
): Binding | undefined {
  const place = { clause: clause.number, control: text.control };
  const control = registry.get(text.control);
  if (!control) {
    problems.push({
      severity: "error",
      code: "policy.unknown_control",
      ...place,
      text: { zh: `没有名为「${text.control}」的控制`, en: `there is no control "${text.control}"` },
    });
    return undefined;
  }
  const before = problems.length;
  const parameters = readParameters(control, clause, text, place, problems);
  const program = control.kind === "decision" ? readTable(control, text, parameters, place, problems) : undefined;
  const failed = problems.slice(before).some((problem) => problem.severity === "error");
  if (failed) return undefined;
  return {
    control,
    document: content.code,
    clause: clause.number,
    title: clause.title,
    versionId,
    parameters,
    ...(program && { program }),
  };
}

/** Explicit parameters, else the clause's own values of that name, else the control's default. */
export function writtenParameters(control: Control, clause: Clause, text: BindingText): Record<string, unknown> {
  const values = Object.fromEntries(
    (clause.values ?? [])
      .filter((value) => value.name.startsWith(`${control.key}.`))
      .map((value) => [value.name.slice(control.key.length + 1), value.default]),
  );
  return { ...values, ...text.parameters };
}

function readParameters(control: Control, clause: Clause, text: BindingText, place: object, problems: PolicyProblem[]) {
  const written = writtenParameters(control, clause, text);
  const out: Record<string, unknown> = {};
  for (const name of Object.keys(written)) {
    if (name in control.parameters) continue;
    problems.push({
      severity: "error",
      code: "policy.unknown_parameter",
      ...place,
      parameter: name,
      text: { zh: `没有名为「${name}」的参数`, en: `there is no parameter "${name}"` },
    });
  }
  for (const [name, declaration] of Object.entries(control.parameters)) {
    const value = written[name] ?? declaration.default;
    if (value === undefined) {
      if (!declaration.optional)
        problems.push({
          severity: "error",
          code: "policy.missing_parameter",
          ...place,
          parameter: name,
          text: { zh: `缺少参数「${declaration.label.zh}」`, en: `the parameter "${declaration.label.en}" is missing` },
        });
      continue;
    }
    const reading = readParameter(declaration, value);
    if (reading.ok) out[name] = reading.value;
    else
      problems.push({ severity: "error", code: "policy.bad_parameter", ...place, parameter: name, text: reading.text });
  }
  return out;
}

/** Parameters that a table may name, and what they are there. */
const factTypes: Readonly<Record<string, FactType>> = {
  money: "money",
  integer: "integer",
  decimal: "decimal",
  percent: "percent",
  text: "text",
  choice: "choice",
  flag: "boolean",
  duration: "text",
  cycle: "text",
};

/** The clause's parameters as a decision table may name them. */
export function tableParameters(
  declarations: Readonly<Record<string, ParameterDeclaration>>,
  values: Record<string, unknown>,
): Parameters {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const type = factTypes[declarations[name]!.type];
      return type ? [[name, { type, value: value as string }]] : [];
    }),
  );
}

function readTable(
  control: DecisionControl,
  text: BindingText,
  parameters: Record<string, unknown>,
  place: object,
  problems: PolicyProblem[],
): Program | undefined {
  const table = text.table ?? control.example;
  if (!table) {
    problems.push({
      severity: "error",
      code: "policy.missing_table",
      ...place,
      text: { zh: "缺少决策表", en: "the decision table is missing" },
    });
    return undefined;
  }
  const compiled = compileTable(table, control.facts, control.outcome, tableParameters(control.parameters, parameters));
  const found = compiled.ok ? check(compiled.program) : compiled.problems;
  for (const one of found)
    problems.push({
      severity: one.severity,
      code: one.code,
      ...place,
      text: one.text,
      ...(one.row !== undefined && { row: one.row }),
    });
  return compiled.ok ? compiled.program : undefined;
}

/** A clause binds a control once; a decision gives one value, so only one clause may make it. */
function reportTwice(bindings: readonly Binding[], problems: PolicyProblem[]) {
  const first = new Map<string, string>();
  for (const { control, clause } of bindings) {
    const decides = control.kind === "decision";
    const key = decides ? control.key : `${clause} ${control.key}`;
    const before = first.get(key);
    first.set(key, before ?? clause);
    if (before === undefined) continue;
    const place = { severity: "error", clause, control: control.key } as const;
    if (decides && before !== clause)
      problems.push({
        ...place,
        code: "policy.decided_twice",
        text: {
          zh: `「${control.label.zh}」已由第 ${before} 条决定`,
          en: `"${control.label.en}" is already decided by clause ${before}`,
        },
      });
    else
      problems.push({
        ...place,
        code: "policy.bound_twice",
        text: { zh: "同一条款重复绑定了此控制", en: "this clause binds the control twice" },
      });
  }
}
