import { clean } from "./formula.ts";
import { rowProblem, type Problem } from "./problems.ts";
import type { Limits, RawRow } from "./types.ts";
import type { Book } from "./xlsx-book.ts";
import { columnName, columnOf, isoText, serialText, unescapeSigns } from "./xlsx-values.ts";
import { attribute, type XmlHandler } from "./xml.ts";

type OpenCell = { column: number; type: string; style: number; text: string; formula: boolean; valued: boolean };
type OpenRow = { line: number; cells: string[]; chars: number; next: number; problem?: Problem };

/** Hears a sheet's XML and gives its rows; those without any value are passed over. */
export function sheetHandler(
  { kinds, shared, since1904 }: Omit<Book, "file" | "sheets">,
  limits: Limits,
  found: (row: Omit<RawRow, "record">) => void,
): XmlHandler {
  let row: OpenRow | undefined;
  let cell: OpenCell | undefined;
  let lastLine = 0;
  let inText = false;
  let inAid = false;

  function textOf({ type, text, style }: OpenCell): string {
    if (type === "s") return shared[Number(text)] ?? "";
    if (type === "b") return text.trim() === "1" ? "TRUE" : "FALSE";
    if (type === "d") return isoText(text);
    if (type === "n") return serialText(text, kinds[style] ?? "number", since1904);
    return unescapeSigns(text);
  }

  function closeCell(into: OpenRow, closed: OpenCell): void {
    const reference = () => ({ cell: `${columnName(closed.column)}${into.line}`, value: closed.text });
    if (closed.formula && !closed.valued) into.problem ??= rowProblem("tables.formula_without_result", reference());
    if (closed.type === "e") into.problem ??= rowProblem("tables.cell_error", reference());
    const text = clean(textOf(closed)).toWellFormed();
    if (text === "" || closed.column < 0 || closed.column > limits.columns) return;
    into.chars += text.length;
    if (into.chars > limits.recordChars) {
      into.problem = rowProblem("tables.record_too_long", {
        line: into.line,
        end: into.line,
        limit: limits.recordChars,
      });
      into.cells.length = 0;
      return;
    }
    if (text.includes("\0")) into.problem ??= rowProblem("tables.nul");
    if (text.includes("\ufffd")) into.problem ??= rowProblem("tables.undecodable");
    while (into.cells.length < closed.column) into.cells.push("");
    into.cells[closed.column] = text;
  }

  return {
    open(name, attributes) {
      if (name === "c" && row) {
        const reference = attribute(attributes, "r");
        const column = reference === undefined ? row.next : columnOf(reference);
        row.next = column + 1;
        const style = Number(attribute(attributes, "s") ?? 0);
        cell = { column, type: attribute(attributes, "t") ?? "n", style, text: "", formula: false, valued: false };
      } else if (name === "v" && cell) inText = cell.valued = true;
      else if (name === "t" && cell) inText = !inAid;
      else if (name === "f" && cell) cell.formula = true;
      else if (name === "rPh") inAid = true;
      else if (name === "row") {
        lastLine = Number(attribute(attributes, "r") ?? lastLine + 1);
        row = { line: lastLine, cells: [], chars: 0, next: 0 };
      }
    },
    close(name) {
      if (name === "v" || name === "t") inText = false;
      else if (name === "rPh") inAid = false;
      else if (name === "c" && row && cell) {
        closeCell(row, cell);
        cell = undefined;
      } else if (name === "row" && row) {
        const { line, cells, problem } = row;
        if (cells.length > 0 || problem) found({ line, cells, ...(problem && { problem }) });
        row = undefined;
      }
    },
    text(piece) {
      // Beyond the limit only the length counts, so that a giant cell is never held.
      if (inText && cell && cell.text.length <= limits.recordChars) cell.text += piece;
    },
  };
}
