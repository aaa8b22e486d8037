import { expect, test } from "vitest";
import { monthsBefore, parseMoment } from "./dates.ts";
import { divisionCode } from "./divisions.ts";
import { spread } from "./monthly.ts";
import { seenKeys } from "./seen-keys.ts";

test.each([
  ["2026-01-31", undefined, "2026-01-31"],
  ["2026/1/3 8:05", undefined, "2026-01-03"],
  ["20260131", undefined, "2026-01-31"],
  ["2026年1月31日", undefined, "2026-01-31"],
  ["2026-02-30", undefined, undefined],
  ["31/01/2026", undefined, undefined],
  ["31/01/2026", "DD/MM/YYYY", "2026-01-31"],
  ["1.2.2026", "D.M.YYYY", "2026-02-01"],
  ["x2026", "DD/MM/YYYY", undefined],
])("date %s by %s is %s", (text, format, day) => expect(parseMoment(text, format)?.day).toBe(day));

test.each([
  ["2026-03-31", 1, "2026-02-28"],
  ["2026-01-15", 13, "2024-12-15"],
  ["2026-06-01", 0, "2026-06-01"],
])("%s less %i months is %s", (day, months, before) => expect(monthsBefore(day, months)).toBe(before));

test.each([
  ["440106", "440106"],
  ["999999", undefined],
  ["广东省广州市天河区", "440106"],
  ["广州天河", "440106"],
  ["广州市", "440100"],
  ["吉林", "220000"],
  ["北京市朝阳区", "110105"],
  ["朝阳区", "ambiguous"],
  ["瓦坎达", undefined],
])("division %s is %s", (name, code) => expect(divisionCode(name)).toBe(code));

test.each([
  [100n, 3],
  [1n, 72],
  [0n, 5],
  [188_950n, 34],
  [99n, 0],
])("%s fen over %i months add up again", (total, months) => {
  const parts = spread(total, months, "2026-06-30");
  expect(parts).toHaveLength(Math.max(1, months));
  expect(parts.reduce((sum, one) => sum + BigInt(one.amount), 0n)).toBe(total);
  expect(parts.at(-1)!.at).toBe("2026-06-30T00:00:00+08:00");
});

test("keys are remembered with their first line, through every growth of the table", () => {
  const seen = seenKeys();
  for (let i = 1; i <= 200_000; i++) expect(seen.first(`K${i}`, i)).toBe(i);
  for (const i of [1, 777, 65_536, 200_000]) expect(seen.first(`K${i}`, 999_999)).toBe(i);
  const equal = seenKeys();
  expect([equal.count("a"), equal.count("b"), equal.count("a")]).toEqual([1, 1, 2]);
});
