import { expect, test } from "vitest";
import { ageOn, childAge, consentProblem, type ConsentInForce, type ConsentTerms } from "./consent.rules.ts";

const terms: ConsentTerms = {
  explicit: true,
  noticeRequired: true,
  sensitiveNeedsOwnConsent: true,
  renewedOnChange: true,
  guardianUnderAge: 14,
};
const yes = (purpose: string, more: Partial<ConsentInForce> = {}): ConsentInForce => ({
  purpose,
  notice: "v1",
  evidenceKind: "signature",
  evidenced: true,
  givenBy: "customer",
  ...more,
});

test.each<[string, Partial<ConsentTerms>, string, ConsentInForce[], string | null, string | undefined]>([
  ["nothing given", {}, "service", [], null, "has not consented"],
  ["given", {}, "service", [yes("service")], null, undefined],
  ["a contract carries the service", {}, "service", [yes("service", { evidenceKind: "contract" })], null, undefined],
  ["another purpose does not", {}, "service", [yes("marketing")], null, "has not consented"],
  ["no evidence", {}, "service", [yes("service", { evidenced: false })], null, "no evidence"],
  ["no evidence asked for", { explicit: false }, "service", [yes("service", { evidenced: false })], null, undefined],
  ["no notice", {}, "service", [yes("service", { notice: "" })], null, "names no notice"],
  ["an older notice", { notice: "v2" }, "service", [yes("service")], null, "asked for again"],
  [
    "an older notice that may stand",
    { notice: "v2", renewedOnChange: false },
    "service",
    [yes("service")],
    null,
    undefined,
  ],
  ["ID without its own consent", {}, "identity", [yes("service")], null, "separate consent"],
  ["ID with it", {}, "identity", [yes("identity")], null, undefined],
  ["ID by contract", {}, "identity", [yes("identity", { evidenceKind: "contract" })], null, "does not stand"],
  [
    "ID under the service's consent",
    { sensitiveNeedsOwnConsent: false },
    "identity",
    [yes("service")],
    null,
    undefined,
  ],
  ["a child for itself", {}, "service", [yes("service")], "2012-06-16", "guardian"],
  ["a child on its fourteenth birthday", {}, "service", [yes("service")], "2012-06-15", undefined],
  ["a child by its guardian", {}, "service", [yes("service", { givenBy: "guardian" })], "2020-01-01", undefined],
])("%s", (_, changed, purpose, consents, birthDate, problem) => {
  const found = consentProblem({ ...terms, ...changed }, purpose, {
    consents,
    childAge: childAge(birthDate, new Date("2026-06-15T02:00:00Z")),
  });
  if (problem) expect(found?.en).toContain(problem);
  else expect(found).toBeUndefined();
});

test("an age is whole years", () => {
  expect([ageOn("2000-02-29", "2026-02-28"), ageOn("2000-02-29", "2026-03-01")]).toEqual([25, 26]);
});
