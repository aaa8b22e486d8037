import { describe, expect, test } from "vitest";
import { itemsOf, sharedWords } from "./analysis.rules.ts";
import {
  answerProblems,
  daysBetween,
  periodBefore,
  periodByKey,
  type Question,
  questionProblems,
  termOf,
  untilDay,
} from "./callback.rules.ts";
import { doerOf, planProblems, turnOf } from "./plan.rules.ts";

const questions: Question[] = [
  { key: "speed", kind: "score", label: "响应速度" },
  { key: "one", kind: "single", label: "一次解决", choices: ["是", "否"] },
  { key: "many", kind: "multiple", label: "业务", choices: ["电视", "宽带"] },
  { key: "open", kind: "text", label: "期望" },
];

describe("answers", () => {
  test.each([
    [{ question: "speed", score: 4 }],
    [{ question: "one", choices: ["是"] }],
    [{ question: "many", choices: ["电视", "宽带"] }],
    [{ question: "open", words: "快一点" }],
  ])("%o fits", (answer) => expect(answerProblems(questions, [answer])).toEqual([]));

  test.each([
    ["to a question that nobody asked", [{ question: "other", score: 4 }]],
    ["of another kind", [{ question: "speed", words: "快" }]],
    ["of two kinds at once", [{ question: "speed", score: 4, words: "快" }]],
    ["without anything", [{ question: "speed" }]],
    ["with two choices where one is allowed", [{ question: "one", choices: ["是", "否"] }]],
    ["with an option that does not exist", [{ question: "many", choices: ["手机"] }]],
    ["with an option twice", [{ question: "many", choices: ["电视", "电视"] }]],
    [
      "twice to one question",
      [
        { question: "speed", score: 4 },
        { question: "speed", score: 5 },
      ],
    ],
  ])("%s is wrong", (_, answers) => expect(answerProblems(questions, answers)).toHaveLength(1));
});

test.each([
  [
    "a key twice",
    [
      { key: "a", kind: "score", label: "甲" },
      { key: "a", kind: "text", label: "乙" },
    ],
    "questions.1.key",
  ],
  ["a choice with one option", [{ key: "a", kind: "single", label: "甲", choices: ["是"] }], "questions.0.choices"],
  ["an option twice", [{ key: "a", kind: "multiple", label: "甲", choices: ["是", "是"] }], "questions.0.choices"],
  [
    "options of an open question",
    [{ key: "a", kind: "text", label: "甲", choices: ["是", "否"] }],
    "questions.0.choices",
  ],
])("questions with %s are wrong", (_, given, field) =>
  expect(questionProblems(given as Question[]).map((one) => one.field)).toEqual([field]),
);

test.each([
  ["2026-05", "2026-05-01", "2026-05-31", "31d", "2026-04"],
  ["2026-Q1", "2026-01-01", "2026-03-31", "90d", "2025-Q4"],
  ["2026-H2", "2026-07-01", "2026-12-31", "184d", "2026-H1"],
  ["2024", "2024-01-01", "2024-12-31", "366d", "2023"],
])("the period %s", (key, from, to, term, before) => {
  const period = periodByKey(key)!;
  expect([period.key, period.firstDay, period.lastDay, termOf(period), periodBefore(period).key]).toEqual([
    key,
    from,
    to,
    term,
    before,
  ]);
});

test.each(["2026-13", "2026-Q5", "2026-H3", "1999", "26", "2026-5", "x"])("%s is no period", (key) =>
  expect(periodByKey(key)).toBeUndefined(),
);

test.each([
  ["2026-06-15", "2026-06-15", 0],
  ["2026-06-15", "2026-07-01", 16],
  ["2026-06-15", "2026-06-14", -1],
])("from %s to %s are %i days", (from, to, days) => expect(daysBetween(from, to)).toBe(days));

test("what is agreed for a day is due at its end", () => {
  const late = new Date("2026-06-15T17:30:00Z");
  expect(untilDay(late, "2026-06-18")).toEqual({ openedAt: "2026-06-15T16:00:00.000Z", term: "3d" });
});

describe("plans", () => {
  const run = { cycle: "month", fromOn: "2026-06-10", toOn: "2026-08-31" } as const;
  test.each([
    ["2026-06-09", undefined],
    ["2026-06-10", "2026-06"],
    ["2026-08-31", "2026-08"],
    ["2026-09-01", undefined],
  ])("on %s the turn is %s", (day, turn) => expect(turnOf(run, day)).toBe(turn));

  test("that run once have one turn", () => expect(turnOf({ ...run, cycle: "once" }, "2026-07-07")).toBe("once"));

  const doing = { doerStaffId: "p", doerDepartmentId: "d", doerRole: "agent" };
  test.each([
    ["person", null, { assigneeId: "p", departmentId: null, role: null }],
    ["department", "o", { assigneeId: null, departmentId: "d", role: null }],
    ["role", "o", { assigneeId: null, departmentId: null, role: "agent" }],
    ["owner", "o", { assigneeId: "o", departmentId: null, role: null }],
    ["owner", null, { assigneeId: null, departmentId: null, role: "agent" }],
  ] as const)("by %s of a customer whose account manager is %s", (doer, ownerId, wanted) =>
    expect(doerOf({ doer, ...doing }, { ownerId })).toEqual(wanted),
  );

  const good = { occasion: "cycle", cycle: "month", doer: "role", doerRole: "agent", fromOn: "2026-06-01" } as const;
  test("that say all are good", () => expect(planProblems(good)).toEqual([]));
  test.each([
    ["no cycle", { cycle: null }, "cycle"],
    ["a cycle where work makes the calls", { occasion: "completion" }, "cycle"],
    ["a person who is not named", { doer: "person" as const }, "doerStaffId"],
    ["a department that is not named", { doer: "department" as const }, "doerDepartmentId"],
    ["nobody beside the account manager", { doer: "owner" as const, doerRole: null }, "doerRole"],
    ["an end before the beginning", { toOn: "2026-05-31" }, "toOn"],
  ])("with %s are wrong", (_, wrong, field) =>
    expect(planProblems({ ...good, ...wrong }).map((one) => one.field)).toEqual([field]),
  );
});

test("items: means, shares and options that nobody chose", () => {
  const said = [
    { question: "speed", value: "5", count: 2 },
    { question: "speed", value: "2", count: 2 },
    { question: "many", value: "电视", count: 3 },
  ];
  expect(itemsOf(questions, said)).toMatchObject([
    { question: "speed", answers: 4, mean: 3.5, satisfied: 0.5 },
    { question: "one", answers: 0, mean: null, satisfied: null },
    {
      question: "many",
      answers: 3,
      mean: null,
      values: [
        { value: "电视", count: 3 },
        { value: "宽带", count: 0 },
      ],
    },
  ]);
});

test("words that opinions share are counted once an opinion, without particles", () => {
  const words = sharedWords(["上门太慢，太慢了", "安装上门慢", "很满意的服务", "服务满意"]);
  expect(words.map((one) => [one.word, one.count])).toEqual([
    ["上门", 2],
    ["服务", 2],
    ["满意", 2],
  ]);
});

test("pairs that lie over each other in the same opinions become one word", () => {
  const words = sharedWords(["希望增加体育频道", "还是希望增加体育频道吧", "体育频道太少", "体育课"]);
  expect(words.map((one) => [one.word, one.count])).toEqual([
    ["体育", 4],
    ["体育频道", 3],
    ["希望增加体育频道", 2],
  ]);
});
