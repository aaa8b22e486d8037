import { describe, expect, it } from "vitest";
import { nextPeriodStart, periodOf } from "./index.ts";

describe("periods", () => {
  it.each([
    ["month", "2026-10-15", "2026-10", "2026-10-01", "2026-10-31", "2026年10月", "October 2026"],
    ["month", "2028-02-29", "2028-02", "2028-02-01", "2028-02-29", "2028年2月", "February 2028"],
    ["quarter", "2026-12-31", "2026-Q4", "2026-10-01", "2026-12-31", "2026年第四季度", "Q4 2026"],
    ["half-year", "2026-07-01", "2026-H2", "2026-07-01", "2026-12-31", "2026年下半年", "second half of 2026"],
    ["year", "2026-01-01", "2026", "2026-01-01", "2026-12-31", "2026年", "2026"],
  ] as const)("%s of %s is %s", (cycle, date, key, firstDay, lastDay, zh, en) => {
    expect(periodOf(cycle, date)).toMatchObject({ key, firstDay, lastDay, label: { zh, en } });
  });

  it("starts and ends at local midnight", () => {
    expect(periodOf("quarter", "2026-12-31T15:59:59.999Z")).toMatchObject({
      from: "2026-09-30T16:00:00.000Z",
      to: "2026-12-31T16:00:00.000Z",
    });
    expect(periodOf("quarter", "2026-12-31T16:00:00.000Z").key).toBe("2027-Q1");
    expect(periodOf("month", "2026-03-15", "America/New_York")).toMatchObject({
      from: "2026-03-01T05:00:00.000Z",
      to: "2026-04-01T04:00:00.000Z",
    });
  });

  it("follow one another without a gap", () => {
    for (const cycle of ["month", "quarter", "half-year", "year"] as const) {
      let at = "2025-12-31T16:00:00.000Z";
      for (let count = 0; count < 24; count++) {
        expect(periodOf(cycle, at).from).toBe(at);
        at = nextPeriodStart(cycle, at);
      }
    }
  });
});
