import { guard, type GuardCheck } from "../../policy/index.ts";

/** What is about to be done with the category of a complaint, or with a category itself (`define`). */
export type CategoryAct = {
  readonly act: "register" | "sort" | "change" | "close" | "define";
  /** It has a category; a category that is added has a definition. */
  readonly sorted: boolean;
  readonly explained: boolean;
  /** Customers who file a complaint themselves need not sort it. */
  readonly byStaff: boolean;
};

const refused = (zh: string, en: string) => ({ outcome: "refused", text: { zh, en } }) as const;

export const categoryAnswer: GuardCheck = (parameters, facts) => {
  const { act, sorted, explained, byStaff } = facts as CategoryAct;
  if (act === "define")
    return parameters.definition && !sorted
      ? refused("投诉类别须写明定义。", "A category of complaints has a definition.")
      : { outcome: "allowed" };
  if (parameters.required && byStaff && !sorted)
    return refused("投诉须按主要事由选择类别。", "A complaint has a category, by the main matter complained of.");
  if (parameters.reason && act === "change" && !explained)
    return refused("已登记投诉变更类别须写明原因。", "Changing the category of a registered complaint needs a reason.");
  return { outcome: "allowed" };
};

const flag = (zh: string, en: string) => ({ type: "flag", label: { zh, en }, default: true }) as const;

/** T5.1.2. */
export const complaintCategory = guard({
  key: "service.complaint-category",
  label: { zh: "投诉分类", en: "Complaints sorted into categories" },
  about: {
    zh: "受理、办结的投诉须有类别；已登记投诉变更类别须写明原因；增加的投诉类别须写明定义。",
    en: "A complaint has a category when it is registered and when it closes; changing it later needs a reason, and a category that is added has a definition.",
  },
  subject: "ticket",
  parameters: {
    required: flag("投诉须有类别", "A complaint has a category"),
    reason: flag("变更须写明原因", "A change needs a reason"),
    definition: flag("类别须写明定义", "A category has a definition"),
  },
  check: categoryAnswer,
});
