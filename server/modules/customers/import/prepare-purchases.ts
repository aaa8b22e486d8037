import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { newId } from "../../../platform/ids.ts";
import type { RawRow } from "../../../platform/tables/index.ts";
import { searchKeys } from "../search-keys.ts";
import type { RowConsent } from "./consent.ts";
import { copyLine } from "./copy-text.ts";
import { parseMoment } from "./dates.ts";
import type { PurchasesMapping } from "./mapping.ts";
import { instantOf } from "./monthly.ts";
import { type Prepare, type Prepared, refusedRow } from "./prepared.ts";
import type { Class } from "../class.ts";
import type { Tools } from "./prepare-customers.ts";
import { seenKeys } from "./seen-keys.ts";
import { isWrong, moneyText, readerOf, type Reason, type Value } from "./values.ts";

const labels = {
  customer: { zh: "客户编号", en: "Customer key" },
  date: { zh: "日期", en: "Date" },
  amount: { zh: "金额", en: "Amount" },
  quantity: { zh: "数量", en: "Quantity" },
  currency: { zh: "币种", en: "Currency" },
  item: { zh: "商品", en: "Item" },
};
const wrong = (zh: string, en: string): Value => ({ wrong: { zh, en } });
type Part = keyof typeof labels;

const checks: Record<Part, (text: string) => Value> = {
  customer: (text) => (text.length <= 100 ? text : wrong("超过 100 个字", "longer than 100 characters")),
  date: (text) => {
    const moment = parseMoment(text);
    return moment
      ? instantOf(moment.day, moment.time)
      : wrong(`「${text.slice(0, 40)}」不是有效日期`, `"${text.slice(0, 40)}" is no valid date`);
  },
  amount: moneyText,
  quantity: (text) =>
    /^\d{1,9}(\.0+)?$/.test(text) ? String(Number.parseInt(text, 10)) : wrong("应为整数", "expected a whole number"),
  currency: (text) =>
    /^[A-Z]{3}$/.test(text) ? text : wrong("应为三个字母的代码，如 CNY", "expected three letters such as CNY"),
  item: (text) => (text.length <= 200 ? text : wrong("超过 200 个字", "longer than 200 characters")),
};

/** Makes rows of a file into purchases and the customers they belong to. Answers a function of one chunk. */
export function preparePurchases(mapping: PurchasesMapping, columns: readonly string[], tools: Tools): Prepare {
  const parts = (["customer", "date", "amount", "quantity", "currency", "item"] as const).flatMap((part) => {
    const source = mapping[part];
    return source
      ? [
          {
            part,
            read: readerOf(source, columns),
            check: checks[part],
            needed: part === "customer" || part === "date" || part === "amount",
          },
        ]
      : [];
  });
  const identity = (mapping.identity.length ? mapping.identity : [...columns]).map((name) => columns.indexOf(name));
  const equal = seenKeys();

  /** Names the row by what it says and, among equal rows, by its order: the same file again gives the same names. */
  function sourceKey(cells: readonly string[]): string {
    const said = JSON.stringify(identity.map((at) => cells[at]));
    return `row:${createHash("sha256").update(said).digest("base64url").slice(0, 22)}:${equal.count(said)}`;
  }

  function read(row: RawRow) {
    const values: Partial<Record<Part, string>> = {};
    const reasons: Reason[] = [];
    for (const { part, read: readCell, check, needed } of parts) {
      const raw = readCell(row.cells, tools.asOf);
      const value = raw === null || isWrong(raw) ? raw : check(raw);
      const problem = isWrong(value)
        ? value.wrong
        : value === null && needed
          ? { zh: "不能为空", en: "must not be blank" }
          : undefined;
      if (problem)
        reasons.push({
          field: part,
          text: { zh: `${labels[part].zh}：${problem.zh}`, en: `${labels[part].en}: ${problem.en}` },
        });
      else if (value !== null) values[part] = value as string;
    }
    if (row.cells.some((cell) => cell.includes("\0")))
      reasons.push({ field: "row", text: { zh: "含有空字符（NUL）", en: "contains a NUL character" } });
    return { values, reasons };
  }

  return {
    recall: (rows) => {
      for (const row of rows) if (!row.problem && !read(row).reasons.length) sourceKey(row.cells);
    },
    prepare: async (rows) => {
      const out: Prepared = {
        rows,
        refused: [],
        unconsented: new Map(),
        staged: { staged_customer: [], staged_consent: [], staged_purchase: [] },
      };
      const buyers = new Map<string, Buyer>();
      for (const [n, row] of rows.entries()) {
        if (n % 100 === 99) await breathe();
        if (row.problem) {
          out.refused.push(refusedRow(row, [{ field: "row", text: row.problem.text }]));
          continue;
        }
        const { values, reasons } = read(row);
        if (reasons.length) {
          out.refused.push(refusedRow(row, reasons));
          continue;
        }
        const key = values.customer!;
        const day = values.date!.slice(0, 10);
        const buyer: Buyer = buyers.get(key) ?? {
          n: buyers.size,
          id: newId(),
          since: day,
          rows: [],
          consent: undefined,
        };
        if (day < buyer.since) buyer.since = day;
        buyers.set(key, buyer);
        buyer.rows.push(n);
        // One row of theirs that brings it is enough.
        if (mapping.create && (!buyer.consent || buyer.consent.problem))
          buyer.consent = tools.consentOf(row.cells, null);
        out.staged.staged_purchase!.push(
          copyLine([
            buyer.n,
            n,
            newId(),
            values.date!,
            values.amount!,
            values.quantity ?? "1",
            values.currency ?? "CNY",
            values.item ?? null,
            sourceKey(row.cells),
          ]),
        );
      }
      const classified = await tools.classOf("person", null);
      for (const [key, buyer] of buyers) {
        const { n, consent } = buyer;
        out.staged.staged_customer!.push(buyerLine(mapping, key, buyer, classified));
        if (consent?.problem) for (const at of buyer.rows) out.unconsented.set(at, consent.problem);
        else if (consent) out.staged.staged_consent!.push(...consent.lines(n));
      }
      return out;
    },
  };
}

/** Who bought something in this chunk: the first day, the rows, and the consent that one of them brings. */
type Buyer = { n: number; id: string; since: string; rows: number[]; consent: RowConsent | undefined };

function buyerLine(
  { match }: PurchasesMapping,
  key: string,
  { n, id, since, consent }: Buyer,
  classified: Class,
): string {
  const { namePinyin, nameInitials, nameTokens } = searchKeys(key);
  const numbers = match === "memberNumber" ? [key, null] : [null, key];
  const none = (count: number) => Array<null>(count).fill(null);
  return copyLine([
    n,
    id,
    "person",
    "f",
    classified.value,
    classified.row,
    null,
    key,
    namePinyin,
    nameInitials,
    nameTokens,
    ...numbers,
    null,
    null,
    [],
    ...none(9),
    "import",
    since,
    "{}",
    null,
    [],
    consent?.problem ? "t" : "f",
  ]);
}
