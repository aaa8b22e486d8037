import { useState } from "react";

const nameOf = (key: string) => `youzhang.draft.${key}`;

/** Lays out a draft for a form that is opened next. */
export const keepDraft = <T>(key: string, values: T): void =>
  sessionStorage.setItem(nameOf(key), JSON.stringify(values));

/** What was typed into a form, kept in this browser tab until it is saved. */
export function useDraft<T>(key: string) {
  const name = nameOf(key);
  const [draft] = useState<T | undefined>(() => {
    const kept = sessionStorage.getItem(name);
    return kept ? (JSON.parse(kept) as T) : undefined;
  });
  return {
    draft,
    keep: (values: T) => keepDraft(key, values),
    drop: () => sessionStorage.removeItem(name),
  };
}
