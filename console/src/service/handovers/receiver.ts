import { useText } from "../../texts/index.ts";
import type { HandoverLine } from "./data.ts";

/** To whom a handover goes: a person of a department, or the department. */
export function useReceiverName() {
  const { language } = useText();
  return (row: Pick<HandoverLine, "toDepartment" | "toDepartmentEn" | "toName">): string => {
    const department = (language === "en" ? row.toDepartmentEn : row.toDepartment) ?? "";
    return row.toName ? `${row.toName} · ${department}` : department;
  };
}
