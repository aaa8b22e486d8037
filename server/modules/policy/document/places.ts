import type { Clause } from "./content.ts";
import type { PolicyProblem } from "./problem.ts";

export type Place = { readonly file: string; readonly line: number };

/** Where each clause, control, parameter, table row and value of a pack begins, for messages. */
export type Places = ReadonlyMap<string, Place>;

const key = (...parts: (string | number)[]): string => parts.join(" ");

export function placesOf(clauses: readonly Clause[], file: string, lineOf: (path: PropertyKey[]) => number) {
  const places = new Map<string, Place>();
  const put = (name: string, path: PropertyKey[]) => places.set(name, { file, line: lineOf(path) });
  clauses.forEach((clause, at) => {
    const here = ["clauses", at];
    put(clause.number, here);
    clause.values?.forEach((value, index) => put(key(clause.number, "value", value.name), [...here, "values", index]));
    clause.limits?.forEach((limit, index) =>
      put(key(clause.number, limit.control, limit.parameter), [...here, "limits", index]),
    );
    clause.controls.forEach((binding, index) => {
      const bound = [...here, "controls", index];
      put(key(clause.number, binding.control), bound);
      for (const name of Object.keys(binding.parameters))
        put(key(clause.number, binding.control, name), [...bound, "parameters", name]);
      binding.table?.rows.forEach((_, row) =>
        put(key(clause.number, binding.control, "row", row + 1), [...bound, "table", "rows", row]),
      );
    });
  });
  return places;
}

/** A problem with the file and line of the smallest part that it is about. */
export function locate(problem: PolicyProblem, places: Places): PolicyProblem {
  const { clause, control, parameter, row } = problem;
  if (problem.file || !clause) return problem;
  const place =
    (control && row !== undefined && places.get(key(clause, control, "row", row))) ||
    (control && parameter && places.get(key(clause, control, parameter))) ||
    (control && parameter && places.get(key(clause, "value", `${control}.${parameter}`))) ||
    (control && places.get(key(clause, control))) ||
    places.get(clause);
  return place ? { ...problem, ...place } : problem;
}
