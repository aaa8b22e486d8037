export const states = {
  planned: { zh: "待落实", en: "Planned" },
  implemented: { zh: "已落实，待验证", en: "Carried out, to be measured" },
  effective: { zh: "有效", en: "Works" },
  reopened: { zh: "无效，重新改进", en: "Did not work: to plan anew" },
  dropped: { zh: "已终止", en: "Given up" },
} as const;
export type State = keyof typeof states;

/** Where an improvement may go from each state (T5.3): one that did not work is planned anew. */
const paths: Readonly<Record<State, readonly State[]>> = {
  planned: ["planned", "implemented", "dropped"],
  implemented: ["effective", "reopened"],
  effective: [],
  reopened: ["planned", "dropped"],
  dropped: [],
};

export const mayBecome = (from: State, to: State): boolean => paths[from].includes(to);

/** The fall from one count to another as a fraction to four decimals; null where there was nothing before. */
export const fallOf = (before: number, after: number): string | null =>
  before ? ((before - after) / before).toFixed(4) : null;
