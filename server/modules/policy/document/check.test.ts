import { expect, test } from "vitest";
import { decision, guard, metric, obligation, registryOf } from "../control/control.ts";
import { checkPolicies } from "./check.ts";
import type { Content, Limit } from "./content.ts";
import { readFiles } from "./read.ts";

const label = { zh: "某项", en: "Something" };
const base = { label, about: label, subject: "customer" };
const registry = registryOf([
  obligation({ ...base, key: "desk.answer" }),
  guard({
    ...base,
    key: "desk.quiet",
    check: () => ({ outcome: "allowed" }),
    parameters: {
      from: { type: "time", label },
      fee: { type: "money", label, optional: true },
      open: { type: "flag", label, optional: true },
      told: { type: "choices", label, values: { law: label, court: label }, optional: true },
      way: { type: "choice", label, values: { post: label, mail: label }, optional: true },
    },
  }),
  decision({
    ...base,
    key: "desk.rank",
    parameters: { high: { type: "integer", label, default: 10 } },
    facts: { points: { type: "integer", label, required: true } },
    outcome: { type: "text", label },
  }),
  metric({
    ...base,
    key: "desk.timely",
    facts: { inTime: { type: "boolean", label } },
    source: "desk.facts",
    better: "higher",
  }),
]);
const names = {
  calendars: new Map([
    ["24x7", label],
    ["office", label],
  ]),
  roles: new Map([
    ["agent", label],
    ["team_lead", label],
  ]),
};

const head = "code: D\nkind: company\ntitle: { zh: 甲, en: A }\nabout: { zh: 乙, en: B }\n";
/** Line 1 is the chapter, line 2 `clauses:`; clauses begin on line 3. */
const chapter = (clauses: string) => `chapter: { number: "1", title: { zh: 一, en: One } }\nclauses:\n${clauses}`;
const clause = (body: string, number = "D1.1") => `  - number: ${number}
    title: { zh: 甲, en: A }
    text: { zh: 甲, en: A }
${body}`;
const controls = (lines: string) => clause(`    controls:\n${lines}`);

const norm = (limit: Omit<Limit, "control"> & { control?: string }, more: object = {}): Content => ({
  code: "L",
  kind: "norm",
  title: label,
  about: label,
  chapters: [
    {
      number: "1",
      title: label,
      clauses: [
        {
          number: "L1.1",
          title: { zh: "底线", en: "Floor" },
          text: label,
          controls: [],
          enabled: true,
          limits: [{ control: "desk.quiet", ...limit }],
          ...more,
        },
      ],
    },
  ],
});

function problemsIn(text: string, norms: readonly Content[] = [], pack = head) {
  const { content, places, problems } = readFiles([
    { name: "pack.yaml", text: pack },
    { name: "01-one.yaml", text },
  ]);
  return content ? checkPolicies(content, { registry, norms, names }, places) : problems;
}

test("a sound pack has no problems", () => {
  const text = chapter(
    controls("      - control: desk.answer\n        parameters: { within: 2h, calendar: office, role: agent }\n"),
  );
  expect(problemsIn(text)).toEqual([]);
});

const rank = (rows: string, more = "          otherwise: low\n", hit = "first") =>
  controls(`      - control: desk.rank\n        table:\n          hit: ${hit}\n          rows:\n${rows}${more}`);

test.each<[kind: string, yaml: string, code: string, line: number, clause: string | undefined]>([
  ["YAML that cannot be read", chapter("  - number: [D1.1\n"), "policy.yaml", 4, undefined],
  [
    "a clause without a text in English",
    chapter("  - number: D1.1\n    title: { zh: 甲, en: A }\n    text: { zh: 甲 }\n"),
    "policy.malformed",
    5,
    "D1.1",
  ],
  ["an unknown key", chapter(clause("    colour: red\n")), "policy.malformed", 3, "D1.1"],
  ["a clause number that stands twice", chapter(clause("") + clause("")), "policy.duplicate_clause", 6, "D1.1"],
  ["an unknown control", chapter(controls("      - control: desk.sing\n")), "policy.unknown_control", 7, "D1.1"],
  [
    "an unknown parameter",
    chapter(
      controls("      - control: desk.answer\n        parameters:\n          within: 2h\n          loud: true\n"),
    ),
    "policy.unknown_parameter",
    10,
    "D1.1",
  ],
  [
    "a missing parameter",
    chapter(controls("      - control: desk.answer\n        parameters: { role: agent }\n")),
    "policy.missing_parameter",
    7,
    "D1.1",
  ],
  [
    "a value that does not fit",
    chapter(controls("      - control: desk.answer\n        parameters:\n          within: soon\n")),
    "policy.bad_parameter",
    9,
    "D1.1",
  ],
  [
    "a value of the text that does not fit",
    chapter(
      clause(
        "    values:\n      - { name: desk.answer.within, default: soon, origin: ours }\n    controls:\n      - control: desk.answer\n",
      ),
    ),
    "policy.bad_parameter",
    7,
    "D1.1",
  ],
  [
    "a value of a control that the clause does not bind",
    chapter(clause("    values:\n      - { name: desk.answer.within, default: 2 CNY, origin: ours }\n")),
    "policy.bad_parameter",
    7,
    "D1.1",
  ],
  [
    "a role that does not exist",
    chapter(
      controls("      - control: desk.answer\n        parameters:\n          within: 2h\n          role: wizard\n"),
    ),
    "policy.unknown_role",
    10,
    "D1.1",
  ],
  [
    "a role that is told and does not exist",
    chapter(
      controls(
        "      - control: desk.answer\n        parameters:\n          within: 2h\n          steps: [{ at: 0h, tell: wizard }]\n",
      ),
    ),
    "policy.unknown_role",
    10,
    "D1.1",
  ],
  [
    "a calendar that does not exist",
    chapter(
      controls("      - control: desk.answer\n        parameters:\n          within: 2h\n          calendar: moon\n"),
    ),
    "policy.unknown_calendar",
    10,
    "D1.1",
  ],
  [
    "a control bound twice",
    chapter(
      controls(
        "      - control: desk.answer\n        parameters: { within: 2h }\n      - control: desk.answer\n        parameters: { within: 3h }\n",
      ),
    ),
    "policy.bound_twice",
    9,
    "D1.1",
  ],
  ["a decision without a table", chapter(controls("      - control: desk.rank\n")), "policy.missing_table", 7, "D1.1"],
  [
    "a table over an unknown fact",
    chapter(rank("            - { when: { shoes: '> 3' }, then: high }\n")),
    "decision.unknown_fact",
    11,
    "D1.1",
  ],
  [
    "a cell that cannot be read",
    chapter(rank("            - { when: { points: '> many' }, then: high }\n")),
    "decision.bad_value",
    11,
    "D1.1",
  ],
  [
    "a table with a gap",
    chapter(rank("            - { when: { points: '> {high}' }, then: high }\n", "")),
    "decision.gap",
    7,
    "D1.1",
  ],
  [
    "a table with an overlap",
    chapter(
      rank(
        "            - { when: { points: '> 3' }, then: high }\n            - { when: { points: '> 2' }, then: low }\n",
        "          otherwise: low\n",
        "unique",
      ),
    ),
    "decision.overlap",
    12,
    "D1.1",
  ],
  [
    "a row that is never reached",
    chapter(
      rank(
        "            - { when: { points: '> 3' }, then: high }\n            - { when: { points: '> 4' }, then: top }\n",
      ),
    ),
    "decision.unreachable",
    12,
    "D1.1",
  ],
  [
    "conditions over an unknown fact",
    chapter(
      controls(
        "      - control: desk.timely\n        parameters:\n          target: 90%\n          numerator: { late: true }\n",
      ),
    ),
    "decision.unknown_fact",
    10,
    "D1.1",
  ],
  [
    "a name in the text without a value",
    chapter(
      "  - number: D1.1\n    title: { zh: 甲, en: A }\n    text: { zh: '{desk.answer.within}内', en: 'in {desk.answer.within}' }\n",
    ),
    "policy.no_value",
    3,
    "D1.1",
  ],
  [
    "languages that name different values",
    chapter("  - number: D1.1\n    title: { zh: 甲, en: A }\n    text: { zh: '{desk.rank.high}', en: ten }\n"),
    "policy.texts_differ",
    3,
    "D1.1",
  ],
])("%s is found at its line", (_, yaml, code, line, number) => {
  const found = problemsIn(yaml).filter((problem) => problem.severity === "error");
  expect(found).toMatchObject([{ code, file: "01-one.yaml", line, ...(number && { clause: number }) }]);
  expect(found[0]!.text.zh).toMatch(/\p{Script=Han}/u);
});

test("a decision made by two clauses is an error, one made by two documents a warning", () => {
  const table = "      - control: desk.rank\n        table: { hit: first, rows: [], otherwise: low }\n";
  const twice = chapter(controls(table) + clause(`    controls:\n${table}`, "D1.2"));
  expect(problemsIn(twice)).toMatchObject([{ code: "policy.decided_twice", clause: "D1.2", line: 13 }]);
  const one = readFiles([
    { name: "pack.yaml", text: head },
    { name: "01-one.yaml", text: chapter(controls(table)) },
  ]).content!;
  const other = { ...one, code: "C" };
  expect(checkPolicies(one, { registry, norms: [], companies: [one, other] })).toMatchObject([
    { severity: "warning", code: "policy.decided_elsewhere", clause: "D1.1" },
  ]);
});

test("a pack without its head is refused", () => {
  expect(readFiles([{ name: "01-one.yaml", text: chapter(clause("")) }]).problems).toMatchObject([
    { code: "policy.no_pack", file: "pack.yaml" },
  ]);
  expect(problemsIn(chapter(clause("")), [], "code: company D\nkind: company\n")[0]).toMatchObject({
    code: "policy.malformed",
    file: "pack.yaml",
    line: 1,
  });
});

const quiet = (parameters: string) =>
  chapter(controls(`      - control: desk.quiet\n        parameters:\n          from: "21:00"\n${parameters}`));

test.each<[rule: string, limit: Omit<Limit, "control">, parameters: string, weaker: boolean]>([
  ["an earlier time keeps 'at most'", { parameter: "from", atMost: "21:00" }, "", false],
  ["a later time breaks it", { parameter: "from", atMost: "20:30" }, "", true],
  [
    "half past midnight is later than nine in the evening",
    { parameter: "from", atMost: "21:00" },
    '          from: "00:30"\n',
    true,
  ],
  [
    "eleven in the evening is earlier than eight in the morning",
    { parameter: "from", atLeast: "08:00" },
    '          from: "23:00"\n',
    true,
  ],
  ["less money than the ceiling", { parameter: "fee", atMost: "5 CNY" }, "          fee: 4.99 CNY\n", false],
  ["more money than the ceiling", { parameter: "fee", atMost: "5 CNY" }, "          fee: 5.01 CNY\n", true],
  ["a value that nobody set has no ceiling to break", { parameter: "fee", atMost: "5 CNY" }, "", false],
  ["a value that must be set and is not", { parameter: "fee", required: true }, "", true],
  ["a flag that nobody set is off", { parameter: "open", equals: false }, "", false],
  ["a flag that has to be on", { parameter: "open", equals: true }, "", true],
  ["a list that lacks one", { parameter: "told", mustInclude: ["law", "court"] }, "          told: [law]\n", true],
  [
    "a list that has all",
    { parameter: "told", mustInclude: ["law", "court"] },
    "          told: [court, law]\n",
    false,
  ],
  ["a choice among those allowed", { parameter: "way", oneOf: ["mail"] }, "          way: mail\n", false],
  ["a choice not allowed", { parameter: "way", oneOf: ["mail"] }, "          way: post\n", true],
])("norms: %s", (_, limit, parameters, weaker) => {
  const text = quiet(parameters).replace(/ {10}from: "21:00"\n(?= {10}from)/, "");
  const found = problemsIn(text, [norm(limit)]);
  if (!weaker) return expect(found).toEqual([]);
  expect(found).toMatchObject([
    {
      severity: "error",
      code: "policy.weaker_than_norm",
      file: "01-one.yaml",
      clause: "D1.1",
      norm: { document: "L", clause: "L1.1" },
    },
  ]);
  expect(found[0]!.text.zh).toContain("L1.1 底线");
});

test.each([
  ["hours of the wall clock", "24h", "24x7", "48h", "kept"],
  ["more hours than the norm", "49h", "24x7", "48h", "policy.weaker_than_norm"],
  ["days against hours", "3d", "24x7", "72h", "kept"],
  ["hours that only count when the office is open", "24h", "office", "48h", "policy.norm_unclear"],
  ["working days on one calendar", "6wd", "office", "5wd", "policy.weaker_than_norm"],
])("norms compare durations: %s", (_, within, calendar, atMost, verdict) => {
  const text = chapter(
    controls(`      - control: desk.answer\n        parameters: { within: ${within}, calendar: ${calendar} }\n`),
  );
  const codes = problemsIn(text, [norm({ control: "desk.answer", parameter: "within", atMost })]).map(
    (one) => one.code,
  );
  expect(codes).toEqual(verdict === "kept" ? [] : [verdict]);
});

test("a norm that is off, or binds another document, or asks for what no control offers, holds nobody", () => {
  const text = quiet("");
  const limit = { parameter: "from", atMost: "20:30" };
  expect(problemsIn(text, [norm(limit)])).toHaveLength(1);
  expect(problemsIn(text, [norm(limit, { appliesTo: ["D"] })])).toHaveLength(1);
  expect(problemsIn(text, [norm(limit, { enabled: false })])).toEqual([]);
  expect(problemsIn(text, [norm(limit, { appliesTo: ["C"] })])).toEqual([]);
  expect(problemsIn(text, [norm({ control: "desk.later", parameter: "x", equals: true })])).toEqual([]);
});

test("a norm itself: limits that cannot be held are errors, clauses in force that are weaker are told", () => {
  const company = readFiles([
    { name: "pack.yaml", text: head },
    { name: "01-one.yaml", text: quiet("") },
  ]).content!;
  const of = (limit: Omit<Limit, "control">) =>
    checkPolicies(norm(limit), { registry, norms: [], companies: [company] });
  expect(of({ parameter: "from", atMost: "evening" })[0]).toMatchObject({
    severity: "error",
    code: "policy.bad_limit",
    clause: "L1.1",
  });
  expect(of({ parameter: "until", atMost: "21:00" })).toMatchObject([
    { severity: "note", code: "policy.dormant_limit" },
  ]);
  expect(of({ parameter: "from", atMost: "20:00" })).toMatchObject([
    { severity: "warning", code: "policy.weaker_in_force", clause: "L1.1" },
  ]);
});
