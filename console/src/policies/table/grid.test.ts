import { expect, test } from "vitest";
import type { Table } from "../data.ts";
import { gridOf, moveRow, paste, put, removeColumn, tableOf } from "./grid.ts";

const table: Table = {
  hit: "first",
  rows: [
    { when: { spend: ">= {gold}" }, then: "gold", note: { zh: "达标", en: "reached" } },
    { when: { spend: ">= {silver}", tenure: ">= 12" }, then: "silver" },
  ],
  otherwise: "bronze",
};
const grid = gridOf(table, ["tenure", "spend", "services"], "zh");

test("columns stand in the order of the facts, and the table comes back as it was", () => {
  expect(grid.columns).toEqual(["tenure", "spend"]);
  expect(tableOf(grid, "choice", table, "zh")).toEqual(table);
});

test("a note that is written anew stands in both languages", () => {
  expect(tableOf(put(grid, 1, 3, "久"), "choice", table, "zh").rows[1]?.note).toEqual({ zh: "久", en: "久" });
});

test("empty cells and dashes are no conditions", () => {
  expect(tableOf(put(grid, 1, 0, " - "), "choice", table, "zh").rows[1]?.when).toEqual({ spend: ">= {silver}" });
});

test("a block from a spreadsheet fills cells, adds rows, and ends at the last column", () => {
  const pasted = paste(grid, 1, 0, ">= 24\t>= 100\tgold\tnote\ttoo much\r\n\t< 5\tbronze\r\n");
  expect(pasted.rows.slice(1)).toEqual([
    { when: { tenure: ">= 24", spend: ">= 100" }, then: "gold", note: "note" },
    { when: { tenure: "", spend: "< 5" }, then: "bronze", note: "" },
  ]);
});

test("rows move within the table only", () => {
  expect(moveRow(grid, 0, 1).rows.map((row) => row.then)).toEqual(["silver", "gold"]);
  expect(moveRow(grid, 0, 2)).toBe(grid);
});

test("a column goes with its conditions", () => {
  expect(tableOf(removeColumn(grid, "tenure"), "choice", table, "zh").rows[1]?.when).toEqual({ spend: ">= {silver}" });
});

test("outcomes keep their type, and no value is null", () => {
  const flags: Table = { hit: "first", rows: [{ when: {}, then: true }], otherwise: null };
  expect(tableOf(gridOf(flags, [], "en"), "boolean", flags, "en")).toEqual(flags);
});
