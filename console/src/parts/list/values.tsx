import type { ReactNode } from "react";
import { useText } from "../../texts/index.ts";
import type { FieldDescription } from "../nouns.ts";
import { groupPhone } from "../Masked.tsx";
import { formatCount, Money } from "../Money.tsx";
import { When } from "../When.tsx";
import { useDivision } from "../divisions.ts";

/** A value of a field as a list or a page shows it. */
export function FieldValue({ field, value }: { field: FieldDescription; value: unknown }): ReactNode {
  const { t, pick } = useText();
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length))
    return <span className="quiet">—</span>;
  if (field.choices) {
    const choice = field.choices.find((one) => one.value === value);
    return choice ? pick(choice.label) : String(value);
  }
  if (Array.isArray(value)) return value.join("、");
  switch (field.kind) {
    case "money":
      return <Money fen={String(value)} />;
    case "number":
      return typeof value === "number" ? formatCount(value) : String(value);
    case "instant":
      return <When at={String(value)} />;
    case "date":
      return String(value);
    case "flag":
      return value ? t("parts.yes") : t("parts.no");
    case "division":
      return <Division code={String(value)} />;
    default:
      return typeof value === "object"
        ? Object.entries(value)
            .map(([key, one]) => `${key}: ${String(one)}`)
            .join("；")
        : groupPhone(String(value));
  }
}

function Division({ code }: { code: string }) {
  return useDivision()(code);
}

export const isNumeric = (field: FieldDescription): boolean => field.kind === "money" || field.kind === "number";
