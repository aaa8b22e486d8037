import { useState } from "react";
import type { Text } from "../../texts/text.ts";
import type { ListQuery } from "./list-state.ts";

/** A saved view: a name and what the list then shows. */
export type View = {
  readonly key: string;
  readonly name: Text | string;
  readonly query: ListQuery;
  readonly own?: boolean;
};

/** Views of one list that this person keeps in this browser. */
export function useOwnViews(list: string) {
  const key = `youzhang.views.${list}`;
  const [views, setViews] = useState<View[]>(() => JSON.parse(localStorage.getItem(key) ?? "[]") as View[]);
  const keep = (next: View[]) => {
    localStorage.setItem(key, JSON.stringify(next));
    setViews(next);
  };
  return {
    views,
    add: (name: string, query: ListQuery) => keep([...views, { key: `own-${Date.now()}`, name, query, own: true }]),
    remove: (gone: string) => keep(views.filter((one) => one.key !== gone)),
  };
}
