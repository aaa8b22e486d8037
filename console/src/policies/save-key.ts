import type { KeyboardEvent } from "react";

/** Ctrl Enter (or Cmd Enter) saves. */
export const saveOnKey = (save: () => void) => (event: KeyboardEvent) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  save();
};
