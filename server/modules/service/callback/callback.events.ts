import type { EventKind } from "../../../platform/events.ts";

const told = (kind: string, zh: string, en: string): EventKind => ({ kind: `service.${kind}`, text: { zh, en } });

export const events: readonly EventKind[] = [
  told("callback.recorded", "完成回访", "Called back"),
  told("callback.tried", "回访未接通", "Callback: nobody reached"),
  told("callback.unreached", "回访结束：联系不上", "Callback ended: not reached"),
  told("callback.assigned", "指派回访", "Callback given to somebody"),
  told("callback.cancelled", "取消回访", "Callback cancelled"),
  told("callback.reviewed", "审阅回访记录", "Callback record reviewed"),
  told("callback.link-sent", "发出回访链接", "Callback link sent"),
  told("callback.answered-by-link", "客户通过链接回复回访", "The customer answered under the link"),
  told("callback.answered-in-portal", "客户在门户回复回访", "The customer answered in the portal"),
  told("callback-remedy.opened", "回访后开出整改单", "Correction ordered after a callback"),
  told("callback-remedy.answered", "整改单已答复", "Correction answered"),
  told("callback-plan.made", "制定回访计划", "Callback plan made"),
  told("callback-plan.changed", "修改回访计划", "Callback plan changed"),
  told("callback-plan.approved", "批准回访计划", "Callback plan approved"),
  told("callback-plan.stopped", "停止回访计划", "Callback plan stopped"),
  told("callback-plan.confirmed", "沿用回访计划", "Running callback plans confirmed"),
  told("callback-statistics.signed", "签发回访统计（{period}）", "Callback statistics signed ({period})"),
  told("callback-statistics.printed", "导出回访统计（{period}）", "Callback statistics written to a file ({period})"),
  told("callback-analysis.signed", "完成回访分析（{period}）", "Callbacks analysed ({period})"),
  told("callback-measure.registered", "登记改进措施", "Measure registered"),
  told("callback-measure.done", "改进措施完成", "Measure completed"),
  told("callback-measure.judged", "评估改进措施效果", "Effect of a measure judged"),
  told("opinion-category.added", "添加意见类别 {key}", "Opinion category {key} added"),
  told("opinion-category.changed", "修改意见类别 {key}", "Opinion category {key} changed"),
  told("opinion-category.removed", "删除意见类别 {key}", "Opinion category {key} removed"),
];
