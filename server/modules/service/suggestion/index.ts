import type { EventKind } from "../../../platform/events.ts";
import type { Part } from "../part.ts";
import { controls } from "./suggestion.controls.ts";
import { suggestionRoutes } from "./suggestions.http.ts";

const told = (kind: string, zh: string, en: string): EventKind => ({
  kind: `service.suggestion.${kind}`,
  text: { zh, en },
});

export const suggestionPart: Part = {
  events: [
    told("analysed", "分析建议 {number} 的可行性", "Suggestion {number} analysed"),
    told("adopted", "采纳建议 {number}", "Suggestion {number} adopted"),
    told("declined", "未采纳建议 {number}", "Suggestion {number} not adopted"),
    told("carried_out", "落实建议 {number}", "Suggestion {number} carried out"),
  ],
  notices: [{ kind: "suggestion.owner", text: { zh: "采纳的建议由您落实", en: "A suggestion is yours to carry out" } }],
  controls,
  routes: suggestionRoutes,
};
