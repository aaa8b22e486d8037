import { expect, test } from "vitest";
import { factIn, factOut } from "./facts.ts";

test.each([
  ["money", "6,000.50", "600050", "6000.5"],
  ["money", "0.05", "5", "0.05"],
  ["money", "12", "1200", "12"],
  ["money", "-3.2", "-320", "-3.2"],
  ["percent", "12.5", "0.125", "12.5"],
  ["percent", "100", "1", "100"],
  ["percent", "0.5", "0.005", "0.5"],
  ["integer", "12", 12, "12"],
  ["decimal", "1.50", "1.50", "1.50"],
  ["boolean", "true", true, "true"],
  ["date", "2026-01-31", "2026-01-31", "2026-01-31"],
] as const)("%s %s", (type, entered, value, shown) => {
  expect(factIn({ type }, entered)).toEqual(value);
  expect(factOut({ type }, value)).toBe(shown);
});

test("nothing is unknown", () => {
  expect(factIn({ type: "money" }, " ")).toBeNull();
  expect(factOut({ type: "money" }, null)).toBe("");
});
