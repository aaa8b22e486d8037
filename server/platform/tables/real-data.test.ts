import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { readAll } from "./testing.ts";

const folder = new URL("../../../../shared/data/", import.meta.url).pathname;

const files = [
  { file: "telco-customer-churn.csv", columns: 21, rows: 7043, first: ["7590-VHVEG", "Female", "0"], lastLine: 7044 },
  { file: "cdnow-purchases.txt", columns: 4, rows: 69_659, first: ["00001", "19970101", "1"], lastLine: 69_660 },
  {
    file: "asvs/asvs-5.0.0-en.csv",
    columns: 7,
    rows: 345,
    first: ["V1", "Encoding and Sanitization", "V1.1"],
    lastLine: 346,
  },
];

for (const { file, columns, rows, first, lastLine } of files) {
  const path = folder + file;
  const missing = existsSync(path) ? "" : " (skipped: ../shared/data is not here)";
  test.skipIf(missing !== "")(`${file}${missing}`, async () => {
    const table = await readAll(path);
    expect(table.columns).toHaveLength(columns);
    expect(table.rows).toHaveLength(rows);
    expect(table.rows.filter((row) => row.problem)).toEqual([]);
    expect(table.rows[0]!.cells.slice(0, 3)).toEqual(first);
    expect(table.rows.at(-1)).toMatchObject({ line: lastLine, record: rows });
  });
}
