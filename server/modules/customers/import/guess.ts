import type { z } from "zod";
import { parseMoney } from "../../../platform/money.ts";
import { parseMoment } from "./dates.ts";
import type { Mapping, What } from "./mapping.ts";
import { isSensitive } from "./sensitive.ts";
import { addressNames, contactNames, fieldNames, identityNames, plainName, purchaseNames } from "./synonyms.ts";

type Given = z.input<typeof Mapping>;
type Sample = readonly (readonly string[])[];

/** A mapping guessed from what columns are called and, where that says nothing, from what they hold. It may lack a key: people complete it. */
export function guessMapping(what: What, columns: readonly string[], rows: Sample): Given {
  return what === "customers" ? guessCustomers(columns, rows) : guessPurchases(columns, rows);
}

const called = (names: readonly string[]) => (header: string) => names.includes(plainName(header));

/** The cells of a column that are not blank. */
const cellsOf = (rows: Sample, at: number) => rows.map((row) => row[at] ?? "").filter(Boolean);
const all = (cells: readonly string[], test: (cell: string) => boolean) => cells.length > 0 && cells.every(test);

const isMobile = (cell: string) => /^(\+?86)?[\s-]?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}$/.test(cell);
const isMail = (cell: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell);
const isIdCard = (cell: string) => /^\d{17}[\dX]$/i.test(cell);

function guessCustomers(columns: readonly string[], rows: Sample): Given {
  const free = new Set(columns);
  const take = (header: string | undefined) => (header !== undefined && free.delete(header) ? header : undefined);
  const contacts: { kind: "phone" | "email" | "social"; from: { column: string } }[] = [];
  const ignore = columns.filter((name, at) => called(identityNames)(name) || all(cellsOf(rows, at), isIdCard));
  for (const name of ignore) free.delete(name);
  for (const [kind, names] of Object.entries(contactNames) as ["phone", readonly string[]][])
    for (const name of [...free].filter(called(names))) if (take(name)) contacts.push({ kind, from: { column: name } });
  const addresses = [...free]
    .filter(called(addressNames))
    .flatMap((name) => (take(name) ? [{ detail: { column: name } }] : []));
  const fields: Record<string, { column: string }> = {};
  for (const [key, names] of Object.entries(fieldNames)) {
    // The most usual name first, whatever the order of the columns.
    const found = names
      .map((one) => [...free].find((header) => plainName(header) === one))
      .find((header) => header !== undefined);
    if (take(found)) fields[key] = { column: found! };
  }
  columns.forEach((name, at) => {
    if (!free.has(name)) return;
    const cells = cellsOf(rows, at);
    if (all(cells, isMobile) && take(name)) contacts.push({ kind: "phone", from: { column: name } });
    else if (all(cells, isMail) && take(name)) contacts.push({ kind: "email", from: { column: name } });
    else if (!fields.gender && all(cells, (cell) => /^(男|女|male|female)$/i.test(cell)) && take(name))
      fields.gender = { column: name };
  });
  if (!fields.externalKey && !fields.memberNumber) {
    const at = columns.findIndex(
      (name, index) =>
        free.has(name) && /id|no|号|编码|key|code/i.test(name) && isUnique(cellsOf(rows, index), rows.length),
    );
    if (at >= 0) fields.externalKey = { column: take(columns[at]!)! };
  }
  const key = fields.externalKey ? "externalKey" : "memberNumber";
  // A file without names still tells its customers apart.
  if (!fields.name && fields[key]) fields.name = { ...fields[key] };
  return {
    what: "customers",
    key,
    fields,
    contacts,
    addresses,
    extra: "rest",
    ignore: [...ignore, ...[...free].filter(isSensitive)],
  };
}

const isUnique = (cells: readonly string[], rows: number) =>
  rows > 0 && cells.length === rows && new Set(cells).size === rows;

function guessPurchases(columns: readonly string[], rows: Sample): Given {
  const found: Partial<Record<keyof typeof purchaseNames, { column: string }>> = {};
  for (const [part, names] of Object.entries(purchaseNames) as [keyof typeof purchaseNames, readonly string[]][]) {
    const header = names
      .map((one) => columns.find((name) => plainName(name) === one))
      .find((name) => name !== undefined);
    if (header && !Object.values(found).some((one) => one.column === header)) found[part] = { column: header };
  }
  const holding = (test: (cell: string) => boolean) =>
    columns.find(
      (name, at) => !Object.values(found).some((one) => one.column === name) && all(cellsOf(rows, at), test),
    );
  const date = found.date?.column ?? holding((cell) => parseMoment(cell) !== undefined);
  const amount = found.amount?.column ?? holding((cell) => cell.includes(".") && parseMoney(cell) !== undefined);
  const customer = found.customer?.column ?? columns[0]!;
  return {
    what: "purchases",
    ...found,
    customer: { column: customer },
    date: { column: date ?? "" },
    amount: { column: amount ?? "" },
    create: false,
  };
}
