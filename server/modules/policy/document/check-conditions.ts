import { compileTable } from "../decision/index.ts";
import { type Binding, tableParameters } from "./compile.ts";
import type { PolicyProblem } from "./problem.ts";

/** Conditions of metrics ask about facts of their control, in cells that can be read. */
export function checkConditions(bindings: readonly Binding[]): PolicyProblem[] {
  return bindings.flatMap(({ control, clause, parameters }) => {
    if (control.kind !== "metric") return [];
    const names = Object.keys(control.parameters).filter((name) => control.parameters[name]!.type === "conditions");
    return names.flatMap((parameter): PolicyProblem[] => {
      const when = parameters[parameter] as Record<string, string> | undefined;
      if (!when) return [];
      // One row of a table has the same cells, and so the same faults.
      const yes = { type: "boolean", label: { zh: "", en: "" } } as const;
      const named = tableParameters(control.parameters, parameters);
      const read = compileTable({ hit: "first", rows: [{ when, then: true }] }, control.facts, yes, named);
      if (read.ok) return [];
      const place = { clause, control: control.key, parameter };
      return read.problems.map(({ code, text }) => ({ severity: "error", code, ...place, text }));
    });
  });
}
