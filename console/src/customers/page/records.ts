import { useQuery } from "@tanstack/react-query";
import { send } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useNoun } from "../../parts/nouns.ts";
import { useUrlState } from "../../parts/url-state.ts";
import { type Customer, isOpen } from "./data.ts";

/** Kinds of record of which a customer has many: their address, noun, and the order in which a form asks. */
export const recordKinds = {
  contacts: { noun: "contact", asks: ["kind", "value", "label", "isPrimary"] },
  addresses: { noun: "address", asks: ["division", "detail", "label", "isPrimary"] },
  identifiers: { noun: "identifier", asks: ["kind", "value"] },
  "key-persons": { noun: "keyPerson", asks: ["name", "title", "isDecider", "preferences"] },
  services: { noun: "service", asks: ["name", "kind", "monthlyFee", "startedOn", "endedOn"] },
} as const;
export type RecordKind = keyof typeof recordKinds;
export type AnyRecord = Readonly<Record<string, unknown>> & { readonly id: string };

const path = (id: string, kind: RecordKind) => `/api/v1/customers/${id}/${kind}`;

/** The records of a kind; none where this person may not see them. */
export function useRecords<R>(id: string, kind: RecordKind): R[] {
  const { me } = useMe();
  const prefix = `${recordKinds[kind].noun}.`;
  return (
    useQuery({
      queryKey: ["customers", id, kind],
      queryFn: () => send<{ items: R[] }>("GET", path(id, kind)),
      enabled: Boolean(me?.grants.some((grant) => grant.startsWith(prefix))),
    }).data?.items ?? []
  );
}

export const saveRecord = (id: string, kind: RecordKind, values: Record<string, unknown>, recordId?: string) =>
  recordId
    ? send<AnyRecord>("PUT", `${path(id, kind)}/${recordId}`, values)
    : send<AnyRecord>("POST", path(id, kind), values);

export const removeRecord = (id: string, kind: RecordKind, recordId: string) =>
  send<void>("DELETE", `${path(id, kind)}/${recordId}`);

/** Whether this person may add and change records of a kind, and how the form is opened: its state stands in the address. */
export function useRecordEditing(customer: Customer, kind: RecordKind) {
  const { may } = useMe();
  const [, set] = useUrlState();
  const writable = useNoun(recordKinds[kind].noun)?.fields.some((field) => field.writable) ?? false;
  return {
    may: writable && may("customers.update") && isOpen(customer),
    add: () => set({ edit: kind }),
    change: (recordId: string) => set({ edit: `${kind}.${recordId}` }),
  };
}
