import type { Texts } from "../texts/text.ts";

export const liveTexts = {
  looking: { zh: "{names} 也在查看", en: "{names} also looking" },
  typing: { zh: "{names} 正在输入", en: "{names} typing" },
} satisfies Texts;
