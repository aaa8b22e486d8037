import dayjs from "dayjs";
import { expect, test } from "vitest";
import { companyTime, fromPicker, toPicker } from "./clock.ts";

test.each([
  ["2026-11-23T18:30:00.000Z", "2026-11-24 02:30"],
  ["2026-11-23T15:59:59.000Z", "2026-11-23 23:59"],
  ["2026-11-23", "2026-11-23 00:00"],
])("%s is %s on the company's clock", (at, said) => {
  expect(companyTime(at).format("YYYY-MM-DD HH:mm")).toBe(said);
});

test("a picked time is the company's, and comes back as it was", () => {
  expect(fromPicker(dayjs("2026-11-24T09:00:00"))).toBe("2026-11-24T01:00:00.000Z");
  expect(toPicker("2026-11-24T01:00:00.000Z").format("YYYY-MM-DD HH:mm")).toBe("2026-11-24 09:00");
});
