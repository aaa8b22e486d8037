import { expect, test } from "vitest";
import { type Actor, systemActor } from "../../../platform/actor.ts";
import { AppError } from "../../../platform/errors.ts";
import type { PolicyProblem } from "./problem.ts";
import {
  demandAnother,
  demandMayReturn,
  demandState,
  effectiveDay,
  errorsOfChange,
  refuseErrors,
} from "./version.rules.ts";
import type { VersionHead, VersionState } from "./version.store.ts";

const row = (more: Partial<VersionHead> = {}): VersionHead => ({
  id: "v",
  documentId: "d",
  code: "B",
  kind: "company",
  number: 2,
  state: "review",
  note: null,
  baseId: null,
  effectiveFrom: null,
  effectiveTo: null,
  draftedBy: "drafter",
  draftedByName: "",
  authors: ["drafter", "editor"],
  submittedBy: "sender",
  submittedByName: "",
  submittedAt: null,
  returnedByName: null,
  returnReason: null,
  approvedByName: null,
  approvedAt: null,
  version: 1,
  createdAt: "",
  updatedAt: "",
  ...more,
});
const person = (id: string | null, ...grants: string[]): Actor => ({
  ...systemActor("somebody", grants),
  kind: "staff",
  id,
});
const codeOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
};

test.each([
  ["drafter", "policy.same_person"],
  ["editor", "policy.same_person"],
  ["sender", "policy.same_person"],
  [null, "policy.same_person"],
  ["reviewer", null],
])("%s approving is answered with %s", (id, code) => {
  expect(codeOf(() => demandAnother(person(id), row()))).toBe(code);
});

test.each([
  ["a reviewer", person("x", "policy.review"), null],
  ["who sent it", person("sender", "policy.edit"), null],
  ["who sent it, but may not edit any more", person("sender"), "platform.forbidden"],
  ["another editor", person("drafter", "policy.edit"), "platform.forbidden"],
])("%s returning a version is answered with %s", (_, actor, code) => {
  expect(codeOf(() => demandMayReturn(actor, row()))).toBe(code);
});

test.each<[VersionState, string | null]>([
  ["draft", null],
  ["review", "policy.wrong_state"],
  ["approved", "policy.wrong_state"],
  ["in_force", "policy.wrong_state"],
  ["replaced", "policy.wrong_state"],
  ["withdrawn", "policy.wrong_state"],
])("a version that is %s is changed: %s", (state, code) => {
  expect(codeOf(() => demandState(row({ state }), "draft"))).toBe(code);
});

test("a version takes force now or later, not before, and not beside another that waits", () => {
  const now = new Date("2026-06-15T02:00:00Z");
  expect(effectiveDay(null, now, [])).toEqual(now);
  expect(effectiveDay("2026-07-01T00:00:00+08:00", now, [row({ state: "in_force" })]).toISOString()).toBe(
    "2026-06-30T16:00:00.000Z",
  );
  expect(codeOf(() => effectiveDay("2026-06-15T01:59:59Z", now, []))).toBe("platform.invalid");
  expect(
    codeOf(() => effectiveDay(null, now, [row({ state: "approved", effectiveFrom: "2026-07-01T00:00:00Z" })])),
  ).toBe("policy.another_waits");
});

const problem = (clause: string, control?: string, more: Partial<PolicyProblem> = {}): PolicyProblem => ({
  severity: "error",
  code: "policy.x",
  text: { zh: "错", en: "wrong" },
  clause,
  ...(control && { control }),
  ...more,
});

test.each<[string, PolicyProblem[], PolicyProblem[], { clause: string; control?: string }, number]>([
  ["an old fault elsewhere", [problem("1", "a")], [problem("1", "a")], { clause: "2" }, 0],
  ["a new fault elsewhere", [], [problem("1", "a")], { clause: "2" }, 1],
  [
    "an old fault of the control that is set",
    [problem("1", "a")],
    [problem("1", "a")],
    { clause: "1", control: "a" },
    1,
  ],
  [
    "an old fault of another control of the clause",
    [problem("1", "a")],
    [problem("1", "a")],
    { clause: "1", control: "b" },
    0,
  ],
  ["an old fault of the clause whose words change", [problem("1", "a")], [problem("1", "a")], { clause: "1" }, 1],
  ["a new warning", [], [problem("1", "a", { severity: "warning" })], { clause: "1" }, 0],
])("a change answers for: %s", (_, before, after, touched, count) => {
  expect(errorsOfChange(before, after, touched)).toHaveLength(count);
});

test("a refusal names the clause and the norm that stands against it", () => {
  const norm = { document: "N", clause: "N1.2", title: { zh: "时限", en: "Time" } };
  expect(codeOf(() => refuseErrors([problem("1", "a", { severity: "warning" })]))).toBeNull();
  try {
    refuseErrors([problem("B1", "a", { norm }), problem("B2")]);
    expect.unreachable();
  } catch (error) {
    const { details, status } = error as AppError;
    expect(status).toBe(422);
    expect(details.clause).toEqual(norm);
    expect(details.text.zh).toBe("制度有误，未保存。第 B1 条：错（共 2 处）");
    expect(details.extra?.problems).toHaveLength(2);
  }
});
