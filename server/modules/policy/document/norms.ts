import type { Text } from "../../../platform/text.ts";
import type { Registry } from "../control/control.ts";
import { type ParameterDeclaration, readParameter } from "../control/parameter.ts";
import type { Binding } from "./compile.ts";
import { type Clause, clausesOf, type Content, type Limit } from "./content.ts";
import { compareValues } from "./norm-order.ts";
import type { PolicyProblem } from "./problem.ts";
import { showWritten } from "./words.ts";

type Floor = { readonly norm: Content; readonly clause: Clause; readonly limit: Limit };

/** Every limit of law that is switched on, with its clause. */
const limitsOf = (norms: readonly Content[]): Floor[] =>
  norms.flatMap((norm) =>
    clausesOf(norm)
      .filter((clause) => clause.enabled !== false)
      .flatMap((clause) => (clause.limits ?? []).map((limit) => ({ norm, clause, limit }))),
  );

/** A company clause that promises less than a norm is an error that names the norm. */
export const checkAgainstNorms = (
  bindings: readonly Binding[],
  norms: readonly Content[],
  registry: Registry,
): PolicyProblem[] =>
  limitsOf(norms).flatMap((floor) => {
    const { clause, limit } = floor;
    // What no control on offer has yet lies dormant until a module brings it.
    const declaration = registry.get(limit.control)?.parameters[limit.parameter];
    if (!declaration) return [];
    return bindings
      .filter((one) => one.control.key === limit.control)
      .filter((one) => !clause.appliesTo || clause.appliesTo.includes(one.document))
      .flatMap((binding) => {
        const verdict = judge(limit, declaration, binding);
        return verdict === "kept" ? [] : [problemOf(verdict, floor, declaration, binding)];
      });
  });

type Verdict = "kept" | "weaker" | "unclear";

function judge(limit: Limit, declaration: ParameterDeclaration, { parameters }: Binding): Verdict {
  const value: unknown = parameters[limit.parameter] ?? unset(limit, declaration);
  if (value === undefined) return limit.atMost !== undefined || limit.atLeast !== undefined ? "kept" : "weaker";
  if (limit.required) return "kept";
  const read = (raw: unknown) => readBound(declaration, raw);
  if (limit.oneOf) return limit.oneOf.some((one) => same(read(one), value)) ? "kept" : "weaker";
  if (limit.mustInclude)
    return limit.mustInclude.every((one) => (value as unknown[]).includes(one)) ? "kept" : "weaker";
  if (limit.equals !== undefined) return same(read(limit.equals), value) ? "kept" : "weaker";
  const bound = read(limit.atMost ?? limit.atLeast);
  const order = bound === undefined ? null : compareValues(declaration.type, value, bound, parameters.calendar);
  if (order === null) return "unclear";
  return (limit.atMost !== undefined ? order <= 0 : order >= 0) ? "kept" : "weaker";
}

/** A flag that nobody set is off, a list that nobody wrote is empty. */
function unset(limit: Limit, declaration: ParameterDeclaration): unknown {
  if (limit.required) return undefined;
  if (declaration.type === "flag") return false;
  return limit.mustInclude ? [] : undefined;
}

/** A bound as the parameter's values are written; for lists, one item of them. */
function readBound(declaration: ParameterDeclaration, raw: unknown): unknown {
  const items = declaration.type === "choices" || declaration.type === "roles";
  const reading = readParameter(items ? { ...declaration, type: "text" } : declaration, raw);
  return reading.ok ? reading.value : undefined;
}

const same = (a: unknown, b: unknown) => String(a) === String(b);

function problemOf(
  verdict: "weaker" | "unclear",
  { norm, clause, limit }: Floor,
  declaration: ParameterDeclaration,
  binding: Binding,
): PolicyProblem {
  const bound = boundText(limit);
  const { label } = declaration;
  return {
    severity: verdict === "unclear" ? "warning" : "error",
    code: verdict === "unclear" ? "policy.norm_unclear" : "policy.weaker_than_norm",
    clause: binding.clause,
    control: binding.control.key,
    parameter: limit.parameter,
    norm: { document: norm.code, clause: clause.number, title: clause.title },
    text:
      verdict === "unclear"
        ? {
            zh: `「${label.zh}」无法直接与法规底线 ${clause.number} ${clause.title.zh}（${bound.zh}）比较，请人工核对`,
            en: `"${label.en}" cannot be compared with norm ${clause.number} ${clause.title.en} (${bound.en}); check by hand`,
          }
        : {
            zh: `「${label.zh}」低于法规底线 ${clause.number} ${clause.title.zh}（${bound.zh}）`,
            en: `"${label.en}" is weaker than norm ${clause.number} ${clause.title.en} (${bound.en})`,
          },
  };
}

/** The limits of a norm themselves: a bound that the parameter cannot have is an error. */
export const checkLimits = (norm: Content, registry: Registry): PolicyProblem[] =>
  clausesOf(norm).flatMap((clause) =>
    (clause.limits ?? []).flatMap((limit): PolicyProblem[] => {
      const control = registry.get(limit.control);
      if (!control) return [];
      const place = { clause: clause.number, control: limit.control, parameter: limit.parameter };
      const declaration = control.parameters[limit.parameter];
      if (!declaration) {
        const text = {
          zh: `控制「${control.label.zh}」还没有参数「${limit.parameter}」，此限值暂不起作用`,
          en: `"${control.label.en}" has no parameter "${limit.parameter}" yet; this limit lies dormant`,
        };
        return [{ severity: "note", code: "policy.dormant_limit", ...place, text }];
      }
      const written = [limit.atMost, limit.atLeast, limit.equals, ...(limit.oneOf ?? []), ...(limit.mustInclude ?? [])];
      return written
        .filter((one) => one !== undefined && readBound(declaration, one) === undefined)
        .map((one) => ({
          severity: "error",
          code: "policy.bad_limit",
          ...place,
          text: {
            zh: `限值 ${one} 不是「${declaration.label.zh}」可用的值`,
            en: `the limit ${one} is no value of "${declaration.label.en}"`,
          },
        }));
    }),
  );

/** 「不超过48小时」, "at most 48 hours". */
export function boundText(limit: Limit): Text {
  const one = (value: unknown) => showWritten(value);
  const list = (values: readonly unknown[]) => showWritten(values.map((value) => String(value)));
  if (limit.atMost !== undefined) return { zh: `不超过${one(limit.atMost).zh}`, en: `at most ${one(limit.atMost).en}` };
  if (limit.atLeast !== undefined)
    return { zh: `不少于${one(limit.atLeast).zh}`, en: `at least ${one(limit.atLeast).en}` };
  if (limit.equals !== undefined) return { zh: `须为“${one(limit.equals).zh}”`, en: `must be ${one(limit.equals).en}` };
  if (limit.oneOf) return { zh: `须为其中之一：${list(limit.oneOf).zh}`, en: `one of: ${list(limit.oneOf).en}` };
  if (limit.mustInclude)
    return { zh: `须包含：${list(limit.mustInclude).zh}`, en: `must include: ${list(limit.mustInclude).en}` };
  return { zh: "必须设定", en: "must be set" };
}
