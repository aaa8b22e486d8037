import { useMemo } from "react";
import { useUrlState } from "../url-state.ts";
import type { FieldDescription } from "../nouns.ts";

/** Parameters of the address that are no filters. */
const own = new Set(["q", "sort", "columns", "view", "open"]);

export type ListQuery = Record<string, string>;

/** What a list shows, read from the address: words, filters, sort, columns, open drawer. */
export function useListState(fields: readonly FieldDescription[], fallback: string) {
  const [state, set] = useUrlState();
  const filters = useMemo(
    () =>
      Object.entries(state).filter(
        (entry): entry is [string, string] =>
          !own.has(entry[0]) && Boolean(entry[1]) && fields.some((field) => field.key === entry[0]),
      ),
    [state, fields],
  );
  const sort = state.sort ?? fallback;
  const query: ListQuery = useMemo(
    () => ({ ...(state.q && { q: state.q }), ...Object.fromEntries(filters), sort }),
    [state.q, filters, sort],
  );
  return {
    q: state.q ?? "",
    sort,
    filters,
    query,
    open: state.open,
    columns: state.columns?.split(","),
    set,
    /** Replaces words, filters, sort and columns at once, as a saved view does. */
    show: (next: ListQuery) =>
      set({ ...Object.fromEntries(Object.keys(state).map((key) => [key, undefined])), ...next }),
  };
}

export const columnsKey = (noun: string): string => `youzhang.columns.${noun}`;

/** The columns that a list shows: those of the address, those that this person chose before, or those it has from the start. */
export function chosenColumns(
  noun: string,
  fields: readonly FieldDescription[],
  ofAddress: readonly string[] | undefined,
  usual: readonly string[] | undefined,
): string[] {
  const listable = fields.filter((field) => field.list);
  const wanted =
    ofAddress ??
    localStorage.getItem(columnsKey(noun))?.split(",") ??
    usual ??
    listable.filter((field) => field.list === "shown").map((field) => field.key);
  return wanted.filter((key) => listable.some((field) => field.key === key));
}
