import { useText } from "../../texts/index.ts";
import type { Template } from "./data.ts";
import type { Places } from "./fill.ts";

/** What usually stands in a place; others show what they are. */
const usual: Readonly<Record<string, { zh: string; en: string }>> = {
  customer: { zh: "欧阳小娟", en: "Ouyang Xiaojuan" },
  number: { zh: "T261125-K7QM4", en: "T261125-K7QM4" },
  subject: { zh: "家中电视无信号", en: "No signal at home" },
  due: { zh: "11月26日 18:00", en: "26 November 18:00" },
  time: { zh: "11月26日 9:00—11:00", en: "26 November 9–11" },
  task: { zh: "电视检修", en: "Repair of the television" },
  result: { zh: "已更换机顶盒，信号恢复正常。", en: "The set-top box was replaced; there is a signal again." },
  outcome: { zh: "已采纳", en: "accepted" },
  reason: { zh: "我们将在下季度增加该频道。", en: "The channel comes next quarter." },
  link: { zh: "https://example.com/t/8fK2", en: "https://example.com/t/8fK2" },
  code: { zh: "482913", en: "482913" },
  minutes: { zh: "5", en: "5" },
};

export function useExamples(template: Template): Places {
  const { language, pick } = useText();
  return Object.fromEntries(
    template.variables.map(({ name, label }) => [name, usual[name]?.[language] ?? `〔${pick(label)}〕`]),
  );
}
