import { type Control, metric } from "../../policy/index.ts";

/** B8.2.1 over the second checks. */
const accuracy = metric({
  key: "customers.accuracy",
  label: { zh: "信息准确率", en: "Information accuracy" },
  about: { zh: "复核准确的记录数 ÷ 复核记录总数。", en: "Records found accurate / records checked." },
  parameters: {
    numerator: { type: "conditions", label: { zh: "分子条件", en: "Counted when" }, default: { accurate: true } },
  },
  facts: { accurate: { type: "boolean", label: { zh: "核对准确", en: "Found accurate" }, required: true } },
  source: "customers.accuracy_rows",
  better: "higher",
});

/**
 * B8.2.4. A customer of the period's start is lost when it is closed within the period, or when the last of its
 * services ends within it and none is left at the end; who joined within the period counts nowhere.
 */
const churn = metric({
  key: "customers.churn",
  label: { zh: "客户流失率", en: "Churn" },
  about: { zh: "本期流失客户数 ÷ 期初客户数。", en: "Customers lost in the period / customers at its start." },
  parameters: {
    numerator: { type: "conditions", label: { zh: "分子条件", en: "Counted when" }, default: { lost: true } },
  },
  facts: { lost: { type: "boolean", label: { zh: "本期流失", en: "Lost in the period" }, required: true } },
  source: "customers.churn_rows",
  better: "lower",
});

export const controls: readonly Control[] = [accuracy, churn];
