import { expect, test } from "vitest";
import { silentControls } from "./silent.testing.ts";

test("every bound clause of the broadcaster's policy shows evidence over the demo company's last year", async () => {
  expect(await silentControls("B")).toEqual([]);
}, 300_000);
