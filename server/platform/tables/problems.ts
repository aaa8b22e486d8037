import { AppError } from "../errors.ts";
import { fill, type Text } from "../text.ts";

/** What is wrong with one row; the file goes on. */
export type Problem = { readonly code: string; readonly text: Text };

const rowTexts = {
  "tables.ragged": { zh: "该行有{found}列，应为{expected}列", en: "has {found} columns, expected {expected}" },
  "tables.too_wide": { zh: "该行超过{limit}列", en: "has more than {limit} columns" },
  "tables.bad_quote": {
    zh: "第{open}行开始的引号后面（第{line}行）还有文字，第{open}至{line}行作为一条记录被拒收",
    en: "the quote opened on line {open} is followed by text on line {line}; lines {open} to {line} were taken as one record",
  },
  "tables.record_too_long": {
    zh: "第{line}至{end}行的记录超过{limit}个字符，已跳过",
    en: "the record on lines {line} to {end} is longer than {limit} characters and was skipped",
  },
  "tables.nul": { zh: "含有空字符（NUL）", en: "contains a NUL character" },
  "tables.undecodable": {
    zh: "含有无法识别的字符（�），请检查文件编码",
    en: "contains characters that cannot be decoded (�): check the file's encoding",
  },
  "tables.cell_error": { zh: "{cell}单元格是错误值{value}", en: "cell {cell} holds the error {value}" },
  "tables.formula_without_result": {
    zh: "{cell}单元格的公式没有计算结果，请用 Excel 打开并保存后重试",
    en: "the formula in cell {cell} has no stored result: open and save the file in Excel first",
  },
} satisfies Record<string, Text>;

const fileTexts = {
  "tables.not_a_table": {
    zh: "这不是 CSV、文本或 Excel（.xlsx）文件。",
    en: "This is not a CSV, text or Excel (.xlsx) file.",
  },
  "tables.old_excel": {
    zh: "这是旧版 .xls 或加密的 Excel 文件，请另存为不加密的 .xlsx 后重试。",
    en: "This is an old .xls or an encrypted Excel file: save it as .xlsx without a password.",
  },
  "tables.web_page": {
    zh: "这是网页（HTML/XML），不是表格文件，请用 Excel 打开并另存为 .xlsx。",
    en: "This is a web page (HTML or XML), not a table file: open it in Excel and save it as .xlsx.",
  },
  "tables.unclosed_quote": {
    zh: "第{line}行开始的引号直到文件结尾都没有结束，第{line}行及以后的内容没有读取。",
    en: "The quote opened on line {line} is never closed: nothing from line {line} on was read.",
  },
  "tables.empty": { zh: "文件是空的。", en: "The file is empty." },
  "tables.header_only": { zh: "文件只有表头，没有数据。", en: "The file has a header but no rows." },
  "tables.blank_header": { zh: "第{columns}列没有列名。", en: "Column {columns} has no name." },
  "tables.duplicate_header": { zh: "第{columns}列的列名相同。", en: "Columns {columns} have the same name." },
  "tables.header_unreadable": { zh: "表头有问题：{reason}。", en: "The header cannot be used: {reasonEn}." },
  "tables.too_many_columns": { zh: "表头超过{limit}列。", en: "The header has more than {limit} columns." },
  "tables.too_large": {
    zh: "文件解压后超过允许的大小（{limit}）。",
    en: "The file unpacks to more than is allowed ({limit}).",
  },
  "tables.broken_xlsx": {
    zh: "Excel 文件已损坏，无法读取（{part}）。",
    en: "The Excel file is damaged and cannot be read ({part}).",
  },
  "tables.no_sheet": { zh: "工作簿中没有这个工作表。", en: "The workbook has no such sheet." },
  "tables.not_encodable": {
    zh: "第{row}条数据含有无法用{encoding}编码的字符。",
    en: "Row {row} contains a character that {encoding} cannot express.",
  },
  "tables.too_many_rows": {
    zh: "Excel 工作表最多{limit}行，请改用 CSV。",
    en: "An Excel sheet holds at most {limit} rows: use CSV.",
  },
  "tables.cell_too_long": {
    zh: "第{row}条数据有超过{limit}个字符的单元格，Excel 不支持，请改用 CSV。",
    en: "Row {row} has a cell of more than {limit} characters, which Excel does not allow: use CSV.",
  },
  "tables.file_too_long": { zh: "Excel 文件超过 4 GB，请改用 CSV。", en: "The Excel file would exceed 4 GB: use CSV." },
} satisfies Record<string, Text>;

export function rowProblem(code: keyof typeof rowTexts, values: Record<string, unknown> = {}): Problem {
  const { zh, en } = rowTexts[code];
  return { code, text: { zh: fill(zh, values), en: fill(en, values) } };
}

/** The whole file (or the rest of it) is refused: an AppError 422 with a text in both languages, without cell contents. */
export const refusal = (code: keyof typeof fileTexts, values: Record<string, unknown> = {}): AppError =>
  new AppError(code, 422, { text: fileTexts[code], values, extra: values });
