import { compareDurations, parseDuration } from "../../../platform/calendar/index.ts";
import type { Registry } from "../control/control.ts";
import { type ParameterType, readParameter } from "../control/parameter.ts";
import type { Binding } from "./compile.ts";
import { clausesOf, type Clause, type Content, type Limit } from "./content.ts";
import type { PolicyProblem } from "./problem.ts";

/** Every limit of law that is switched on, with its clause. */
export const limitsOf = (norms: readonly Content[]): { norm: Content; clause: Clause; limit: Limit }[] =>
  norms.flatMap((norm) =>
    clausesOf(norm)
      .filter((clause) => clause.enabled !== false)
      .flatMap((clause) => (clause.limits ?? []).map((limit) => ({ norm, clause, limit }))),
  );

/** A company clause that promises less than a norm is an error that names the norm. */
export function checkAgainstNorms(bindings: readonly Binding[], norms: readonly Content[], registry: Registry): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const { norm, clause, limit } of limitsOf(norms)) {
    const control = registry.get(limit.control);
    const declaration = control?.parameters[limit.parameter];
    if (!declaration) continue; // A later module may offer it: the limit lies dormant until then.
    for (const binding of bindings.filter((one) => one.control.key === limit.control)) {
      const value = binding.parameters[limit.parameter];
      const calendar = String(binding.parameters.calendar ?? "24x7");
      const verdict = value === undefined ? (limit.required ? "missing" : "kept") : holds(limit, declaration.type, value, calendar, (raw) => {
        const reading = readParameter({ ...declaration, type: declaration.type === "choices" || declaration.type === "roles" ? "text" : declaration.type }, raw);
        return reading.ok ? reading.value : undefined;
      });
      if (verdict === "kept") continue;
      const bound = boundText(limit);
      problems.push({
        severity: verdict === "unclear" ? "warning" : "error",
        code: verdict === "unclear" ? "policy.norm_unclear" : "policy.weaker_than_norm",
        clause: binding.clause,
        control: binding.control.key,
        parameter: limit.parameter,
        norm: { document: norm.code, clause: clause.number, title: clause.title },
        text:
          verdict === "unclear"
            ? { zh: `「${declaration.label.zh}」无法直接与法规底线（${clause.title.zh}：${bound.zh}）比较，请人工核对`, en: `"${declaration.label.en}" cannot be compared with the norm (${clause.title.en}: ${bound.en}); check by hand` }
            : { zh: `「${declaration.label.zh}」低于法规底线 ${clause.number} ${clause.title.zh}（${bound.zh}）`, en: `"${declaration.label.en}" is weaker than norm ${clause.number} ${clause.title.en} (${bound.en})` },
      });
    }
  }
  return problems;
}

type Verdict = "kept" | "weaker" | "unclear" | "missing";

function holds(limit: Limit, type: ParameterType, value: unknown, calendar: string, read: (raw: unknown) => unknown): Verdict {
  if (limit.required) return "kept";
  if (limit.oneOf) return limit.oneOf.map(read).some((one) => equal(one, value)) ? "kept" : "weaker";
  if (limit.mustInclude) return limit.mustInclude.every((one) => (value as unknown[]).includes(one)) ? "kept" : "weaker";
  if (limit.equals !== undefined) return equal(read(limit.equals), value) ? "kept" : "weaker";
  const bound = read(limit.atMost ?? limit.atLeast);
  if (bound === undefined) return "unclear";
  const order = compare(type, value, bound, calendar);
  if (order === null) return "unclear";
  return (limit.atMost !== undefined ? order <= 0 : order >= 0) ? "kept" : "weaker";
}

const equal = (a: unknown, b: unknown) => String(a) === String(b);

function compare(type: ParameterType, a: unknown, b: unknown, calendar: string): number | null {
  switch (type) {
    case "duration":
      // A norm counts on the wall clock; working days it counts on the clause's own calendar.
      return compareDurations({ duration: String(a), calendar }, { duration: String(b), calendar: parseDuration(String(b)).unit === "wd" ? calendar : "24x7" });
    case "money":
      return (a as bigint) < (b as bigint) ? -1 : a === b ? 0 : 1;
    case "integer":
    case "decimal":
    case "percent":
      return Number(a) - Number(b);
    case "time":
      return String(a).localeCompare(String(b));
    default:
      return null;
  }
}

function boundText(limit: Limit) {
  const list = (values: readonly unknown[]) => values.join("、");
  if (limit.atMost !== undefined) return { zh: `不超过 ${limit.atMost}`, en: `at most ${limit.atMost}` };
  if (limit.atLeast !== undefined) return { zh: `不少于 ${limit.atLeast}`, en: `at least ${limit.atLeast}` };
  if (limit.equals !== undefined) return { zh: `须为 ${limit.equals}`, en: `must be ${limit.equals}` };
  if (limit.oneOf) return { zh: `须为 ${list(limit.oneOf)} 之一`, en: `one of ${list(limit.oneOf)}` };
  if (limit.mustInclude) return { zh: `须包含 ${list(limit.mustInclude)}`, en: `must include ${list(limit.mustInclude)}` };
  return { zh: "必须设定", en: "must be set" };
}
