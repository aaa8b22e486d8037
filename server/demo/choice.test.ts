import { expect, test } from "vitest";
import { demoPolicy } from "./choice.ts";

test.each([
  ["broadcaster", "B"],
  ["B", "B"],
  ["m", "M"],
  [" merged ", "M"],
  ["Telecom", "T"],
])("the demo company may run on %s, which is %s", async (chosen, code) => {
  expect(await demoPolicy(chosen)).toBe(code);
});

test.each(["N", "norms", "X", "", "../norms"])(
  "%j is refused in both languages, naming what there is",
  async (chosen) => {
    await expect(demoPolicy(chosen)).rejects.toThrow(/可选：.*M \(merged\)[\s\S]*choose one of B \(broadcaster\)/);
  },
);
