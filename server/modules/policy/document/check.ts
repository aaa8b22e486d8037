import type { Registry } from "../control/control.ts";
import type { Names } from "../control/parameter.ts";
import { checkConditions } from "./check-conditions.ts";
import { checkNames } from "./check-names.ts";
import { checkTexts } from "./check-texts.ts";
import { type Binding, compilePolicy } from "./compile.ts";
import type { Content } from "./content.ts";
import { checkAgainstNorms, checkLimits } from "./norms.ts";
import { locate, type Places } from "./places.ts";
import type { PolicyProblem } from "./problem.ts";

/** What a policy is checked against. */
export type Surroundings = {
  readonly registry: Registry;
  /** Norms in force: floors and ceilings for company documents. */
  readonly norms: readonly Content[];
  /** Company documents in force beside it. */
  readonly companies?: readonly Content[];
  /** Roles and calendars of this company; without them their names are not checked. */
  readonly names?: Names;
};

/** Everything wrong in a document, errors first, then in the order of clauses; with `places` each with file and line. */
export function checkPolicies(content: Content, around: Surroundings, places: Places = new Map()): PolicyProblem[] {
  const { registry, norms, names } = around;
  const { bindings, problems } = compilePolicy(content, registry, "");
  const companies = (around.companies ?? []).filter((one) => one.code !== content.code);
  const found = [
    ...problems,
    ...checkTexts(content, registry),
    ...checkConditions(bindings),
    ...(names ? checkNames(bindings, names) : []),
    ...(content.kind === "norm"
      ? [...checkLimits(content, registry), ...weakerInForce(content, companies, registry)]
      : [...checkAgainstNorms(bindings, norms, registry), ...decidedElsewhere(bindings, companies, registry)]),
  ];
  const rank = { error: 0, warning: 1, note: 2 };
  return found.map((problem) => locate(problem, places)).sort((a, b) => rank[a.severity] - rank[b.severity]);
}

/** Clauses in force that a norm would find too weak: the norm stands all the same, the company has to follow. */
const weakerInForce = (norm: Content, companies: readonly Content[], registry: Registry): PolicyProblem[] =>
  companies
    .filter((company) => company.kind === "company")
    .flatMap((company) => checkAgainstNorms(compilePolicy(company, registry, "").bindings, [norm], registry))
    .filter((problem) => problem.severity === "error")
    .map((problem) => ({
      severity: "warning",
      code: "policy.weaker_in_force",
      clause: problem.norm!.clause,
      text: {
        zh: `现行制度第 ${problem.clause} 条：${problem.text.zh}`,
        en: `clause ${problem.clause} in force: ${problem.text.en}`,
      },
    }));

/** A decision that another document in force makes too: the newest version in force then decides. */
function decidedElsewhere(
  bindings: readonly Binding[],
  companies: readonly Content[],
  registry: Registry,
): PolicyProblem[] {
  const decisions = bindings.filter((binding) => binding.control.kind === "decision");
  if (!decisions.length) return [];
  return companies
    .flatMap((company) => compilePolicy(company, registry, "").bindings)
    .flatMap((other) =>
      decisions
        .filter((binding) => binding.control.key === other.control.key)
        .map((binding): PolicyProblem => ({
          severity: "warning",
          code: "policy.decided_elsewhere",
          clause: binding.clause,
          control: binding.control.key,
          text: {
            zh: `制度 ${other.document} 第 ${other.clause} 条也决定「${binding.control.label.zh}」，以后生效的为准`,
            en: `clause ${other.clause} of policy ${other.document} decides "${binding.control.label.en}" too; the later one in force counts`,
          },
        })),
    );
}
