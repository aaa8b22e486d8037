import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("./large.child.ts", import.meta.url));

test.each([
  ["plain, read over", "", "", { rows: 3, problems: ["3 tables.record_too_long"] }],
  ["quoted, read over", '"', '"', { rows: 3, problems: ["3 tables.record_too_long"] }],
  ["with its quote left open, named", '"', "", { rows: 1, refused: { line: 3 } }],
])("a line of 100 MiB in little memory: %s", async (_, open, close, expected) => {
  const { stdout } = await promisify(execFile)(process.execPath, [script, open, close]);
  const { grown, ...found } = JSON.parse(stdout) as { grown: number };
  expect(found).toMatchObject(expected);
  expect(grown).toBeLessThan(60);
});
