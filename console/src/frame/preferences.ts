import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useSyncExternalStore } from "react";
import { paint } from "./theme.ts";

export type Language = "zh" | "en";
export type Theme = "light" | "dark" | "system";
type Preferences = { readonly language: Language; readonly theme: Theme; readonly dark: boolean };

const system = window.matchMedia("(prefers-color-scheme: dark)");
const kept = (key: string) => localStorage.getItem(`youzhang.${key}`);
const listeners = new Set<() => void>();

let now: Preferences = settle(
  (kept("language") as Language | null) ?? (/^en/i.test(navigator.language) ? "en" : "zh"),
  (kept("theme") as Theme | null) ?? "system",
);
system.addEventListener("change", () => change({}));

function settle(language: Language, theme: Theme): Preferences {
  const dark = theme === "dark" || (theme === "system" && system.matches);
  paint(dark);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  dayjs.locale(language === "zh" ? "zh-cn" : "en");
  return { language, theme, dark };
}

function change(next: { language?: Language; theme?: Theme }): void {
  now = settle(next.language ?? now.language, next.theme ?? now.theme);
  localStorage.setItem("youzhang.language", now.language);
  localStorage.setItem("youzhang.theme", now.theme);
  for (const listener of listeners) listener();
}

/** Language and theme of this browser; kept between visits. */
export const preferences = { read: () => now, change };

export const usePreferences = (): Preferences =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, preferences.read);
