import type { Context } from "../../../platform/context.ts";
import { AppError, type FieldProblem, invalid, notFound } from "../../../platform/errors.ts";
import { type Binding, compilePolicy } from "../document/compile.ts";
import { clausesOf, type Content } from "../document/content.ts";
import { registryIn } from "../installation.ts";

/** One changed setting: what a clause's control would be told instead. */
export type Override = {
  readonly clause: string;
  readonly control: string;
  readonly parameters: Readonly<Record<string, unknown>>;
};

/** What a replay judges history by: a version as it stands, or with some settings changed. */
export type Candidate = {
  readonly document: string;
  readonly versionId: string;
  readonly content: Content;
  readonly bindings: readonly Binding[];
};

/**
 * Reads and compiles the candidate of a replay.
 * @throws AppError platform.not_found (404), policy.invalid_override (400), policy.replay_of_faulty (409) where the version does not compile
 */
export async function readCandidate(
  ctx: Context,
  versionId: string,
  overrides: readonly Override[],
): Promise<Candidate> {
  const row = await ctx.tx
    .selectFrom("policy.version")
    .select("content")
    .where("id", "=", versionId)
    .executeTakeFirst();
  if (!row) throw notFound({ zh: "制度版本", en: "policy version" });
  const content = overridden(row.content as unknown as Content, overrides);
  const { bindings, problems } = compilePolicy(content, registryIn(ctx.services), versionId);
  const wrong = problems.filter((problem) => problem.severity === "error");
  if (overrides.length && wrong.length) {
    const fields = wrong.map((problem) => ({
      field: ["overrides", problem.clause, problem.control, problem.parameter].filter(Boolean).join("."),
      text: problem.text,
    }));
    throw invalid(fields, "policy.invalid_override");
  }
  if (wrong[0])
    throw new AppError("policy.replay_of_faulty", 409, {
      text: {
        zh: "该版本还有错误（第 {clause} 条），请先改正再试算。",
        en: "This version still has faults (clause {clause}); correct them before you replay it.",
      },
      values: { clause: wrong[0].clause ?? "" },
    });
  return { document: content.code, versionId, content, bindings };
}

function overridden(content: Content, overrides: readonly Override[]): Content {
  const copy = structuredClone(content);
  const faults = overrides.flatMap(({ clause, control, parameters }, index): FieldProblem[] => {
    const bound = clausesOf(copy)
      .find((one) => one.number === clause)
      ?.controls.find((one) => one.control === control);
    if (!bound)
      return [
        {
          field: `overrides.${index}`,
          text: { zh: `第 ${clause} 条没有绑定「${control}」`, en: `clause ${clause} does not bind ${control}` },
        },
      ];
    bound.parameters = { ...bound.parameters, ...parameters };
    return [];
  });
  if (faults.length) throw invalid(faults, "policy.invalid_override");
  return copy;
}
