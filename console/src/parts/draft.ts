import { useState } from "react";

/** What was typed into a form, kept in this browser tab until it is saved. */
export function useDraft<T>(key: string) {
  const name = `youzhang.draft.${key}`;
  const [draft] = useState<T | undefined>(() => {
    const kept = sessionStorage.getItem(name);
    return kept ? (JSON.parse(kept) as T) : undefined;
  });
  return {
    draft,
    keep: (values: T) => sessionStorage.setItem(name, JSON.stringify(values)),
    drop: () => sessionStorage.removeItem(name),
  };
}
