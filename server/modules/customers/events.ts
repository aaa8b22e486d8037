import type { EventKind } from "../../platform/events.ts";
import type { Text } from "../../platform/text.ts";
import { recordKinds } from "./record/kinds.ts";

const told = (kind: string, zh: string, en: string): EventKind => ({ kind: `customers.${kind}`, text: { zh, en } });

const verbs = {
  added: { zh: "新增", en: "added" },
  changed: { zh: "修改", en: "changed" },
  removed: { zh: "删除", en: "removed" },
} satisfies Record<string, Text>;
const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);

/** Contacts, addresses and the like: each comes, changes and goes in the same words. */
const ofRecords = Object.values(recordKinds).flatMap(({ noun }) =>
  Object.entries(verbs).map(([verb, text]) =>
    told(`${noun.name}.${verb}`, `${text.zh}${noun.label.zh}`, `${capital(noun.label.en)} ${text.en}`),
  ),
);

export const events: readonly EventKind[] = [
  told("customer.created", "录入客户", "Customer entered"),
  told("customer.imported", "由批量导入建档（{file}）", "Entered by an import ({file})"),
  told("customer.changed", "修改客户信息", "Facts changed"),
  told("customer.closed", "销户（{reason}）", "Customer closed ({reason})"),
  told("customer.erased", "删除个人信息", "Personal information erased"),
  told("customer.absorbed", "并入了另一位客户（{reason}）", "Another customer was merged into this one ({reason})"),
  told("customer.merged", "已并入另一位客户（{reason}）", "Merged into another customer ({reason})"),
  told("consent.given", "取得同意", "Consent given"),
  told("consent.withdrawn", "撤回同意", "Consent withdrawn"),
  told("purchase.added", "登记消费", "Purchase entered"),
  told("check.passed", "复核通过", "Second check passed"),
  told("check.failed", "复核不符，退回更正", "Second check failed, sent back"),
  told("change.acknowledged", "部门确认变更通知", "Change acknowledged by a department"),
  told("field.revealed", "查看完整内容（{reason}）", "Field shown in clear ({reason})"),
  told("field.read", "查阅敏感信息", "Sensitive field read"),
  told("file.printed", "打印客户档案", "File printed"),
  told("cleansing.started", "开始数据清理", "Cleansing started"),
  told("cleansing.finished", "数据清理查找完毕", "Cleansing has found its records"),
  told("cleansing.resolved", "处理清理记录（{resolution}）", "Cleansing item resolved ({resolution})"),
  ...ofRecords,
];
