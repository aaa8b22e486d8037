import type { Texts } from "../texts/text.ts";

export const staffTexts = {
  colleague: { zh: "同事", en: "a colleague" },
} satisfies Texts;
