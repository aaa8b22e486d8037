import { expect, test } from "vitest";
import { weave } from "./weave.ts";

const entry = (id: string, kind: string) => ({ id, kind, at: "2026-06-15T02:00:00Z" }) as never;
const event = (id: string, kind: string) => ({ id, kind: `service.${kind}`, at: "2026-06-15T02:00:00Z" }) as never;
const entries = [entry("05", "note"), entry("03", "reply"), entry("02", "customer")];
const events = [
  event("06", "ticket.closed"),
  event("04", "entry.reply"),
  event("01", "ticket.waiting"),
  event("00", "ticket.registered"),
];

test.each([
  ["all", "", ["06", "05", "03", "02", "01"]],
  ["talk", "", ["03", "02"]],
  ["notes", "", ["05"]],
  ["events", "", ["06", "01"]],
  // Older words are not loaded yet: what happened between them is not shown before them.
  ["all", "02", ["06", "05", "03", "02"]],
] as const)("one order of words and events: %s from %s", (show, oldest, ids) => {
  expect(weave(entries, events, oldest, show).map((line) => line.id)).toEqual(ids);
});
