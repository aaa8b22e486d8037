import { may, type Actor } from "../../../platform/actor.ts";
import { fieldGrant, masks, seesClear } from "../../../platform/fields/index.ts";
import { address, contact, identifier } from "../contact.fields.ts";
import { customer } from "../customer.fields.ts";
import type { RefusalRow } from "./import.store.ts";
import type { Mapping, Source } from "./mapping.ts";
import { isSensitive } from "./sensitive.ts";

type MaskName = keyof typeof masks;
type Rows = Pick<RefusalRow, "cells" | "reasons">;
const numbers = /^\d{17}[\dX]$|^\d{15,19}$/i;
const phones = /^(\+?86)?[\s-]?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}$/;
const mails = /^[^\s@]+@[^\s@]+$/;

/**
 * Refused rows as this actor may see them on a screen: what a column feeds decides, and what a cell looks like where
 * nothing says what the column is. The error file is for whoever brought the file, and whole.
 */
export function maskRefusals<R extends Rows>(
  actor: Actor,
  mapping: Mapping,
  columns: readonly string[],
  rows: readonly R[],
): R[] {
  const given = masksOf(actor, mapping);
  const clear = (group: string, noun: { name: string }) => may(actor, fieldGrant(noun, group, "clear"));
  const seesContacts = clear("contact", contact);
  const seesNumbers = clear("identity", identifier);
  const maskOf = (cell: string, at: number): MaskName | undefined => {
    const named = given.get(columns[at] ?? "");
    if (named !== undefined) return named ?? undefined;
    if (!seesContacts && (phones.test(cell) || mails.test(cell))) return "contact";
    if (!seesNumbers && numbers.test(cell)) return "idNumber";
    return !seesNumbers && isSensitive(columns[at] ?? "") ? "contact" : undefined;
  };
  return rows.map((row) => {
    let { reasons } = row;
    const cells = row.cells.map((cell, at) => {
      const mask = cell ? maskOf(cell, at) : undefined;
      if (!mask) return cell;
      const masked = masks[mask](cell);
      reasons = reasons.map((one) => ({ ...one, text: without(one.text, cell, masked) }));
      return masked;
    });
    return { ...row, cells, reasons };
  });
}

/** A reason may quote the cell that it is about, cut where it is long. */
const without = ({ zh, en }: { zh: string; en: string }, cell: string, masked: string) => {
  const quoted = cell.length > 40 ? cell.slice(0, 40).toWellFormed() : cell;
  const hide = (text: string) =>
    text.replaceAll(`「${quoted}`, () => `「${masked}`).replaceAll(`"${quoted}`, () => `"${masked}`);
  return { zh: hide(zh), en: hide(en) };
};

/** The mask of each column that feeds something sealed or masked; null where this actor sees it clear. */
function masksOf(actor: Actor, mapping: Mapping): Map<string, MaskName | null> {
  const found = new Map<string, MaskName | null>();
  const note = (source: Source | undefined, mask: MaskName | null) => {
    if (source && "column" in source) for (const name of [source.column].flat()) found.set(name, mask);
  };
  if (mapping.what === "purchases") return found;
  for (const [key, source] of Object.entries(mapping.fields)) {
    const field = customer.fields[key as keyof typeof customer.fields];
    if (!seesClear(actor, customer, field)) note(source, "mask" in field ? field.mask : "hidden");
  }
  for (const one of mapping.contacts)
    note(one.from, seesClear(actor, contact, contact.fields.value) ? null : "contact");
  for (const one of mapping.addresses)
    note(one.detail, seesClear(actor, address, address.fields.detail) ? null : "hidden");
  return found;
}
