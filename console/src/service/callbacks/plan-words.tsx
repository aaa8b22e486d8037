import { useDivision } from "../../parts/divisions.ts";
import { useNoun } from "../../parts/nouns.ts";
import { useRoleNames, StaffName } from "../../staff/people.tsx";
import { useText } from "../../texts/index.ts";
import { type Plan, useDepartmentNames } from "./data.ts";

/** A segment as people say it: 类别 企业客户 · 等级 金牌. */
export function SegmentWords({ plan }: { plan: Pick<Plan, "filters" | "heldService"> }) {
  const { t, pick } = useText();
  const fields = useNoun("customer")?.fields ?? [];
  const division = useDivision();
  const parts = Object.entries(plan.filters).map(([key, value]) => {
    const field = fields.find((one) => one.key === key);
    const words = value
      .split(",")
      .map(
        (one) =>
          pick(field?.choices?.find((choice) => choice.value === one)?.label) ||
          (key === "division" ? division(one) : one),
      )
      .join("、");
    return `${pick(field?.label)} ${words}`;
  });
  if (plan.heldService) parts.push(`${t("callbacks.heldService")} ${plan.heldService}`);
  return <>{parts.length ? parts.join(" · ") : t("callbacks.everybody")}</>;
}

/** Who calls. */
export function DoerWords({ plan }: { plan: Pick<Plan, "doer" | "doerStaffId" | "doerDepartmentId" | "doerRole"> }) {
  const { t } = useText();
  const { nameOf } = useRoleNames();
  const departments = useDepartmentNames();
  switch (plan.doer) {
    case "person":
      return <StaffName id={plan.doerStaffId!} />;
    case "department":
      return <>{departments.find((one) => one.id === plan.doerDepartmentId)?.name ?? t("callbacks.doer_department")}</>;
    case "role":
      return <>{nameOf(plan.doerRole!)}</>;
    case "owner":
      return <>{t("callbacks.doer_owner")}</>;
  }
}

/** A term such as `10d` in words. */
export function useTermWords() {
  const { t, language } = useText();
  return (term: string): string => {
    const [, count = "", unit = "d"] = /^(\d+)(wd|d|h)$/.exec(term) ?? [];
    const words = { d: t("callbacks.days"), wd: t("callbacks.workingDays"), h: t("callbacks.hours") }[unit as "d"];
    return count ? `${count}${language === "en" ? " " : ""}${words}` : term;
  };
}
