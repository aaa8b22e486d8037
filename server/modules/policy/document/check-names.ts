import type { Names } from "../control/parameter.ts";
import type { Step } from "../control/step.ts";
import type { Binding } from "./compile.ts";
import type { PolicyProblem } from "./problem.ts";

/** Roles and calendars that clauses name must exist in this company. */
export function checkNames(bindings: readonly Binding[], names: Names): PolicyProblem[] {
  return bindings.flatMap((binding) =>
    Object.entries(binding.control.parameters).flatMap(([parameter, { type }]) => {
      const value: unknown = binding.parameters[parameter];
      const place = { clause: binding.clause, control: binding.control.key, parameter };
      if (value === undefined) return [];
      if (type === "calendar")
        return names.calendars.has(String(value)) ? [] : [unknown(place, "calendar", String(value))];
      return rolesIn(type, value)
        .filter((role) => !names.roles.has(role))
        .map((role) => unknown(place, "role", role));
    }),
  );
}

function rolesIn(type: string, value: unknown): string[] {
  if (type === "role") return [String(value)];
  if (type === "roles") return value as string[];
  if (type !== "steps") return [];
  const told = (value as Step[]).flatMap((step) => [step.tell, step.assign ?? "assignee"]);
  return [...new Set(told)].filter((role) => role !== "assignee");
}

const unknown = (
  place: Pick<PolicyProblem, "clause" | "control" | "parameter">,
  what: "role" | "calendar",
  key: string,
): PolicyProblem => ({
  severity: "error",
  code: `policy.unknown_${what}`,
  ...place,
  text:
    what === "role"
      ? { zh: `没有名为「${key}」的岗位`, en: `there is no role "${key}"` }
      : { zh: `没有名为「${key}」的工作日历`, en: `there is no calendar "${key}"` },
});
