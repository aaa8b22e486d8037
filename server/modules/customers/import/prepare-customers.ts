import { setImmediate as breathe } from "node:timers/promises";
import type { Vault } from "../../../platform/crypto/vault.ts";
import { newId } from "../../../platform/ids.ts";
import type { RawRow } from "../../../platform/tables/index.ts";
import { contactIndex } from "../blind-keys.ts";
import type { Class } from "../class.ts";
import { searchKeys } from "../search-keys.ts";
import type { ConsentOf } from "./consent.ts";
import { contactReader } from "./contact-values.ts";
import { copyLine } from "./copy-text.ts";
import { monthlyReader } from "./monthly.ts";
import { columnsOf, type CustomersMapping, targets } from "./mapping.ts";
import { type Prepared, type Prepare, refusedRow } from "./prepared.ts";
import { seenKeys } from "./seen-keys.ts";
import { isSensitive } from "./sensitive.ts";
import { servicesReader } from "./services.ts";
import { fieldParser, isWrong, readerOf, type Reason } from "./values.ts";
import { customer } from "../customer.fields.ts";

/** The class, and the row of the table that gave it. */

export type Tools = {
  readonly vault: Vault;
  readonly asOf: string;
  /** The consents that a row brings with it, or why they do not do (B3.1.2). */
  readonly consentOf: ConsentOf;
  /** The class by the clause in force. */
  readonly classOf: (kind: string, organisationType: string | null) => Promise<Class> | Class;
};

const label = (key: string) => (customer.fields as Record<string, { label: { zh: string; en: string } }>)[key]!.label;
const reasonOf = (key: string, text: { zh: string; en: string }, of = label(key)): Reason => ({
  field: key,
  text: { zh: `${of.zh}：${text.zh}`, en: `${of.en}: ${text.en}` },
});
const missing = { zh: "不能为空", en: "must not be blank" };

/** Makes rows of a file into complete customers: checked, sealed, with their keys. Answers a function of one chunk. */
export function prepareCustomers(mapping: CustomersMapping, columns: readonly string[], tools: Tools): Prepare {
  const { vault, asOf } = tools;
  const readers = Object.entries(mapping.fields).map(([key, source]) => ({
    key,
    read: readerOf(source!, columns),
    parse: fieldParser(key),
  }));
  const contacts = contactReader(mapping, columns);
  const services = mapping.services && servicesReader(mapping.services, columns);
  const monthly = mapping.purchases && monthlyReader(mapping.purchases, columns);
  const closed = mapping.closed && { at: columns.indexOf(mapping.closed.column), is: new Set(mapping.closed.is) };
  const taken = new Set([...columnsOf(mapping), ...mapping.ignore]);
  // What looks like a number of a document or a way to reach somebody must be sealed: it never lands among the other facts.
  const rest =
    mapping.extra === "rest"
      ? columns.flatMap((name, at) => (taken.has(name) || isSensitive(name) ? [] : [{ name, at }]))
      : [];
  const seen = { externalKey: seenKeys(), memberNumber: seenKeys() };

  /** Notes the row's keys; the line where one of them stood before. */
  function repeated(values: Record<string, string | null>, line: number): Reason | undefined {
    let found: Reason | undefined;
    for (const key of ["externalKey", "memberNumber"] as const) {
      const value = values[key];
      if (!value) continue;
      const first = seen[key].first(value, line);
      if (first !== line) found ??= reasonOf(key, { zh: `与第${first}行重复`, en: `the same as on line ${first}` });
    }
    return found;
  }

  function readFields(cells: readonly string[]) {
    const values: Record<string, string | null> = {};
    const reasons: Reason[] = [];
    for (const { key, read, parse } of readers) {
      const raw = read(cells, asOf);
      const value = raw === null || isWrong(raw) ? raw : parse(raw);
      if (isWrong(value)) reasons.push(reasonOf(key, value.wrong));
      else values[key] = value;
    }
    for (const key of new Set([mapping.key, "name"]))
      if (!values[key] && !reasons.some((one) => one.field === key)) reasons.push(reasonOf(key, missing));
    return { values, reasons };
  }

  return {
    /** Rows before the place where a broken import goes on: only their keys are remembered. */
    recall: (rows) => {
      for (const row of rows) if (!row.problem) repeated(readFields(row.cells).values, row.line);
    },
    prepare: async (rows) => {
      const out: Prepared = {
        rows,
        refused: [],
        unconsented: new Map(),
        staged: {
          staged_customer: [],
          staged_consent: [],
          staged_contact: [],
          staged_address: [],
          staged_service: [],
          staged_purchase: [],
        },
      };
      for (const [n, row] of rows.entries()) {
        // A statement of the chunk before may have ended: its answer must not wait for this whole chunk.
        if (n % 64 === 63) await breathe();
        await prepareRow(row, n, out);
      }
      return out;
    },
  };

  async function prepareRow(row: RawRow, n: number, out: Prepared): Promise<void> {
    if (row.problem) return void out.refused.push(refusedRow(row, [{ field: "row", text: row.problem.text }]));
    const { cells } = row;
    const { values, reasons } = readFields(cells);
    const again = repeated(values, row.line);
    if (again) reasons.push(again);
    const reached = contacts(cells, asOf, reasons);
    const isClosed = closed?.is.has(cells[closed.at]!) ?? false;
    const held = services?.(cells, asOf, isClosed, reasons) ?? [];
    const bought = monthly?.(cells, asOf, reasons) ?? [];
    if (cells.some((cell) => cell.includes("\0")))
      reasons.push({ field: "row", text: { zh: "含有空字符（NUL）", en: "contains a NUL character" } });
    if (reasons.length) return void out.refused.push(refusedRow(row, reasons));

    const customerId = newId();
    const kind = values.kind ?? (values.organisationType ? "organisation" : "person");
    const known = tools.classOf(kind, values.organisationType ?? null);
    const classified = "value" in known ? known : await known;
    const keys = searchKeys(values.name!);
    const extra: Record<string, string> = {};
    for (const { name, at } of rest) if (cells[at]) extra[name] = cells[at];
    const { staged } = out;
    const consent = tools.consentOf(cells, values.birthDate ?? null);
    if (consent.problem) out.unconsented.set(n, consent.problem);
    else staged.staged_consent!.push(...consent.lines(n));
    staged.staged_customer!.push(
      copyLine([
        n,
        customerId,
        kind,
        values.kind || values.organisationType ? "t" : "f",
        classified.value,
        classified.row,
        closed ? (isClosed ? "closed" : "active") : null,
        values.name!,
        keys.namePinyin,
        keys.nameInitials,
        keys.nameTokens,
        values.memberNumber ?? null,
        values.externalKey ?? null,
        values.gender ?? null,
        values.birthDate ?? null,
        values.interests?.split("\u0001") ?? (mapping.fields.interests ? null : []),
        values.organisationType ?? null,
        values.legalRepresentative ?? null,
        values.businessScope ?? null,
        values.scale ?? null,
        values.industry ?? null,
        values.decisionProcess ?? null,
        values.projectWishes ?? null,
        values.budget ?? null,
        values.division ?? null,
        values.channel ?? (mapping.fields.channel ? null : "import"),
        values.joinedOn ?? null,
        JSON.stringify(extra).toWellFormed(),
        bought.length || null,
        held.map((one) => one.kind),
        consent.problem ? "t" : "f",
      ]),
    );
    for (const [i, one] of reached.contacts.entries()) {
      const index = contactIndex(vault, one.kind, one.value);
      staged.staged_contact!.push(
        copyLine([
          n,
          customerId,
          newId(),
          one.kind,
          vault.seal(one.value, "contact.value"),
          index.exact,
          index.tail,
          one.label,
          i === 0 ? "t" : "f",
        ]),
      );
    }
    for (const [i, one] of reached.addresses.entries())
      staged.staged_address!.push(
        copyLine([
          n,
          customerId,
          newId(),
          one.label,
          one.division,
          vault.seal(one.detail, "address.detail"),
          i === 0 ? "t" : "f",
        ]),
      );
    for (const one of held)
      staged.staged_service!.push(
        copyLine([n, customerId, newId(), one.kind, one.name, one.startedOn, one.endedOn, one.monthlyFee]),
      );
    for (const one of bought)
      staged.staged_purchase!.push(
        copyLine([
          n,
          n,
          newId(),
          one.at,
          one.amount,
          1,
          mapping.purchases!.currency,
          mapping.purchases!.item ?? null,
          one.sourceKey,
        ]),
      );
  }
}

/** The fields a file brings, as columns of the table: what an update may touch. */
export const mappedColumns = (mapping: CustomersMapping): string[] =>
  targets
    .filter((key) => mapping.fields[key] || (key === "kind" && mapping.fields.organisationType))
    .map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
