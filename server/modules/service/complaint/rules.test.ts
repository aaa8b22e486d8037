import { describe, expect, test } from "vitest";
import { mayBecome } from "../ticket/ticket.rules.ts";
import type { State } from "../ticket/choices.ts";
import { amountOf, outageWorth, reckon } from "./compensation.rules.ts";
import { closingAnswer, directorAnswer, limitAnswer, remedyAnswer, supervisorAnswer } from "./guard.rules.ts";

describe("the way of a complaint", () => {
  const states: State[] = ["new", "working", "waiting", "solved", "reviewed", "told", "closed", "merged"];
  test.each([
    ["new", "working waiting merged"],
    ["working", "waiting solved merged"],
    ["waiting", "working solved merged"],
    ["solved", "working reviewed told"],
    ["reviewed", "working told"],
    ["told", "working closed"],
    ["closed", "working"],
    ["merged", ""],
  ] as const)("from %s: %s", (from, to) => {
    expect(states.filter((state) => mayBecome("complaint", from, state))).toEqual(
      states.filter((state) => to.split(" ").includes(state)),
    );
  });
});

describe("no step is skipped", () => {
  const all = { finding: true, review: true, telling: true };
  const facts = { found: true, reviewed: true, told: true };
  test.each([
    ["solution", all, { found: false }, "refused"],
    ["solution", all, { reviewed: false, told: false }, "allowed"],
    ["solution", { ...all, finding: false }, { found: false }, "allowed"],
    ["telling", all, { reviewed: false }, "refused"],
    ["telling", { ...all, review: false }, { reviewed: false }, "allowed"],
    ["telling", all, { told: false }, "allowed"],
    ["closing", all, { told: false }, "refused"],
    ["closing", { ...all, telling: false }, { told: false }, "allowed"],
    ["closing", { ...all, finding: false }, { reviewed: false, told: true }, "refused"],
    ["closing", all, {}, "allowed"],
  ])("%s under %j with %j: %s", (step, parameters, more, outcome) => {
    expect(closingAnswer(parameters, { ...facts, ...more, step }).outcome).toBe(outcome);
  });
});

test.each([
  ["yes", "allowed"],
  ["partly", "allowed"],
  ["no", "refused"],
  [null, "refused"],
])("fault %s: an apology or compensation is %s", (ourFault, outcome) => {
  expect(remedyAnswer({}, { ourFault }).outcome).toBe(outcome);
});

describe("limits and levels, to the fen", () => {
  const limits = { minorLimit: 10_000n, moderateLimit: 50_000n, severeLimit: 300_000n };
  test.each([
    ["minor", "10000", "allowed"],
    ["minor", "10001", "refused"],
    ["moderate", "10001", "allowed"],
    ["severe", "300001", "refused"],
  ])("%s consequences, %s fen: %s", (severity, worth, outcome) => {
    expect(limitAnswer(limits, { severity, worth }).outcome).toBe(outcome);
  });
  test.each([
    ["20000", false, "allowed"],
    ["20001", false, "approval"],
    ["200000", true, "allowed"],
  ])("supervisor above 20000, worth %s, director decides %s: %s", (worth, directorDecides, outcome) => {
    expect(supervisorAnswer({ supervisorApprovalAbove: 20_000n }, { worth, directorDecides }).outcome).toBe(outcome);
  });
  test.each([
    ["100000", "allowed"],
    ["100001", "approval"],
  ])("director above 100000, worth %s: %s", (worth, outcome) => {
    expect(directorAnswer({ directorApprovalAbove: 100_000n }, { worth }).outcome).toBe(outcome);
  });
});

describe("what a loss is worth", () => {
  // Fen as numbers: the names of cases cannot hold bigints.
  test.each([
    [9_000, 3, 30, 900],
    [9_999, 1, 30, 334],
    [9_999, 30, 30, 9_999],
    [1, 1, 31, 1],
  ])("%i fen a month, %i days of %i: %i", (fee, days, by, worth) => {
    expect(outageWorth(BigInt(fee), days, by)).toBe(BigInt(worth));
  });
  test.each([
    ["credit", 1_050, 100, 1_050],
    ["cash", 1, 100, 1],
    ["points", 1_050, 100, 1_050],
    ["points", 333, 10, 34],
  ] as const)("%s of %i at %i points a yuan: %i, rounded to the customer's advantage", (way, worth, points, amount) => {
    expect(amountOf(way, BigInt(worth), points)).toBe(BigInt(amount));
  });
  const fen = (value: number | null) => (value === null ? null : BigInt(value));
  test.each([
    ["outage", { fee: 9_000, loss: 5_000, table: 2_000 }, 900, "outage"],
    ["outage", { fee: 0, loss: 5_000, table: 2_000 }, 2_000, "table"],
    ["property", { fee: 9_000, loss: 5_000, table: 2_000 }, 5_000, "property"],
    ["property", { fee: 9_000, loss: null, table: 2_000 }, 2_000, "table"],
    ["inconvenience", { fee: 9_000, loss: 5_000, table: 2_000 }, 2_000, "table"],
    ["inconvenience", { fee: 9_000, loss: 5_000, table: null }, null, null],
  ] as const)("%s with %j: %s by %s", (loss, given, worth, rule) => {
    const facts = { fee: BigInt(given.fee), days: 3, lossAmount: fen(given.loss), table: fen(given.table) };
    expect(reckon(loss, facts, 30)).toEqual(worth === null ? undefined : { worth: BigInt(worth), rule });
  });
});
