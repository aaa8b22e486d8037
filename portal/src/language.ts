import { useSyncExternalStore } from "react";
import type { texts } from "./texts.ts";

export type Language = "zh" | "en";
type Key = keyof typeof texts;

const kept = "youzhang.portal.language";
const listeners = new Set<() => void>();

/** The language that was chosen here, else the browser's. */
export const language = (): Language => {
  const chosen = localStorage.getItem(kept);
  if (chosen === "zh" || chosen === "en") return chosen;
  return navigator.language.startsWith("zh") ? "zh" : "en";
};

export function chooseLanguage(to: Language): void {
  localStorage.setItem(kept, to);
  document.documentElement.lang = to === "zh" ? "zh-CN" : "en";
  for (const listener of listeners) listener();
}

/** The words of the portal in the reader's language; `{places}` are filled. */
export function useTexts(): {
  say: (key: Key, values?: Record<string, string | number>) => string;
  language: Language;
} {
  const now = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, language);
  return {
    language: now,
    say: (key, values = {}) =>
      dictionary()[key][now].replace(/\{(\w+)\}/g, (whole, name: string) =>
        name in values ? String(values[name]) : whole,
      ),
  };
}

let words: typeof texts;
/** Given once at the start, so that the texts may speak of the language without a circle. */
export const setTexts = (given: typeof texts): void => void (words = given);
const dictionary = () => words;
