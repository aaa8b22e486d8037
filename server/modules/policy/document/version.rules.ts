import { type Actor, demand, may } from "../../../platform/actor.ts";
import { AppError, conflict, forbidden, invalid } from "../../../platform/errors.ts";
import type { PolicyProblem } from "./problem.ts";
import type { VersionHead, VersionState } from "./version.store.ts";

const stateNames: Record<VersionState, { zh: string; en: string }> = {
  draft: { zh: "草案", en: "a draft" },
  review: { zh: "审批中", en: "under review" },
  approved: { zh: "已批准待施行", en: "approved for a later day" },
  in_force: { zh: "施行中", en: "in force" },
  replaced: { zh: "已被替代", en: "replaced" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};

/** @throws AppError policy.wrong_state (409): what was once in force never changes */
export function demandState(row: VersionHead, ...wanted: VersionState[]): void {
  if (wanted.includes(row.state)) return;
  const is = stateNames[row.state];
  const list = {
    zh: wanted.map((state) => `「${stateNames[state].zh}」`).join("或"),
    en: wanted.map((state) => stateNames[state].en).join(" or "),
  };
  throw conflict(
    "policy.wrong_state",
    {
      zh: `这个版本${is.zh === "草案" ? "还是草案" : is.zh}，只有${list.zh}的版本才能这样办理。`,
      en: `This version is ${is.en}; only one that is ${list.en} can be handled so.`,
    },
    { state: row.state },
  );
}

/** @throws AppError policy.changed_meanwhile (409) with the present version: the second editor is told */
export function demandVersion(row: VersionHead, version: number): void {
  if (row.version === version) return;
  throw conflict(
    "policy.changed_meanwhile",
    {
      zh: "您打开后，同事已修改了这个版本。请重新载入，核对后再改。",
      en: "A colleague has changed this version since you opened it. Load it again, look, then change.",
    },
    { version: row.version },
  );
}

/** Nobody approves what they wrote or sent. @throws AppError policy.same_person (403) */
export function demandAnother(actor: Actor, row: VersionHead): void {
  const writers = [row.draftedBy, row.submittedBy, ...row.authors];
  if (actor.id !== null && !writers.includes(actor.id)) return;
  throw forbidden(
    {
      zh: "起草、修改或提交这个版本的人不能自己批准，请由另一位有审批权限的同事办理。",
      en: "Whoever drafted, changed or sent this version cannot approve it; another colleague with the right to review has to.",
    },
    "policy.same_person",
  );
}

/** A reviewer returns a version; whoever sent it may take it back. @throws AppError platform.forbidden (403) */
export function demandMayReturn(actor: Actor, row: VersionHead): void {
  if (may(actor, "policy.edit") && actor.id !== null && row.submittedBy === actor.id) return;
  demand(actor, "policy.review");
}

/** The day a version takes force: not in the past, since history is judged by what was in force then. */
export function effectiveDay(asked: string | null | undefined, now: Date, others: readonly VersionHead[]): Date {
  const from = asked ? new Date(asked) : now;
  if (from < now)
    throw invalid([
      { field: "effectiveFrom", text: { zh: "施行时间不能早于现在", en: "the day of effect cannot lie in the past" } },
    ]);
  const waiting = others.find((one) => one.state === "approved");
  if (waiting)
    throw conflict("policy.another_waits", {
      zh: `第 ${waiting.number} 版已批准，将于 ${waiting.effectiveFrom} 起施行；请先撤回它，或等它施行后再批准。`,
      en: `Version ${waiting.number} is approved and takes force on ${waiting.effectiveFrom}; withdraw it first, or wait.`,
    });
  return from;
}

/** @throws AppError policy.refused (422) that lists the errors and names the norm, where there is one */
export function refuseErrors(problems: readonly PolicyProblem[]): void {
  const errors = problems.filter((problem) => problem.severity === "error");
  const [first] = errors;
  if (!first) return;
  const place = first.clause ? { zh: `第 ${first.clause} 条：`, en: `clause ${first.clause}: ` } : { zh: "", en: "" };
  const more = {
    zh: errors.length > 1 ? `（共 ${errors.length} 处）` : "",
    en: errors.length > 1 ? ` (${errors.length} in all)` : "",
  };
  throw new AppError("policy.refused", 422, {
    text: {
      zh: `制度有误，未保存。${place.zh}${first.text.zh}${more.zh}`,
      en: `Not saved: ${place.en}${first.text.en}${more.en}`,
    },
    ...(first.norm && { clause: first.norm }),
    extra: { problems: errors },
  });
}

/**
 * What a change must answer for: errors of the part that it touched, and errors that were not there before.
 * So a draft with several faults can be mended one by one.
 */
export function errorsOfChange(
  before: readonly PolicyProblem[],
  after: readonly PolicyProblem[],
  touched: { readonly clause: string; readonly control?: string },
): PolicyProblem[] {
  const known = new Set(before.map((problem) => JSON.stringify(problem)));
  return after.filter(
    (problem) =>
      problem.severity === "error" &&
      (!known.has(JSON.stringify(problem)) ||
        (problem.clause === touched.clause && (touched.control === undefined || problem.control === touched.control))),
  );
}
