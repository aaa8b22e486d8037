import { expect, test } from "vitest";
import { companyTime } from "../parts/clock.ts";
import { spanOf } from "./span.ts";

const now = companyTime("2026-11-23T10:00:00Z");
const days = (name: Parameters<typeof spanOf>[0], from?: string, to?: string) => {
  const span = spanOf(name, from, to, now);
  return [span.from, span.to].map((at) => companyTime(at).format("YYYY-MM-DD HH:mm"));
};

test.each([
  ["month", "2026-11-01 00:00", "2026-11-24 00:00"],
  ["last", "2026-10-01 00:00", "2026-11-01 00:00"],
  ["quarter", "2026-10-01 00:00", "2026-11-24 00:00"],
  ["year", "2026-01-01 00:00", "2026-11-24 00:00"],
  ["twelve", "2025-12-01 00:00", "2026-11-24 00:00"],
] as const)("%s", (name, from, to) => {
  expect(days(name)).toEqual([from, to]);
});

test("own days include the last one; without days it is the year", () => {
  expect(days("own", "2026-03-01", "2026-03-31")).toEqual(["2026-03-01 00:00", "2026-04-01 00:00"]);
  expect(days("own")).toEqual(days("year"));
});
