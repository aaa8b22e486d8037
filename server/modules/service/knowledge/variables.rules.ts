import type { Text } from "../../../platform/text.ts";

/** Places that an answer may hold; they are filled when it is used. */
export const variables = {
  customer: { zh: "客户姓名", en: "Customer's name" },
  ticket: { zh: "工单编号", en: "Ticket number" },
  subject: { zh: "工单主题", en: "Ticket's subject" },
  promised: { zh: "承诺答复时间", en: "Promised time" },
  agent: { zh: "客服姓名", en: "Agent's name" },
  date: { zh: "今天日期", en: "Today's date" },
} as const satisfies Record<string, Text>;

export type Variable = keyof typeof variables;
export type VariableValues = Readonly<Partial<Record<Variable, string>>>;

const places = /\{([^{}]*)\}/g;

/** Places in a text that no variable fills. */
export const unknownPlaces = (text: string): string[] => [
  ...new Set([...text.matchAll(places)].map(([, name]) => name!).filter((name) => !(name in variables))),
];

/** Fills the places that have a value; the others stay, and are named. */
export function fillPlaces(text: string, values: VariableValues): { text: string; missing: Variable[] } {
  const missing = new Set<Variable>();
  const filled = text.replace(places, (place, name: string) => {
    const value = values[name as Variable];
    if (value !== undefined) return value;
    if (name in variables) missing.add(name as Variable);
    return place;
  });
  return { text: filled, missing: [...missing] };
}
