import { useNoun } from "../parts/nouns.ts";
import { useText } from "../texts/index.ts";
import type { What } from "./uses.ts";

type Option = { value: string; label: string };
type Group = { label: string; options: Option[] };

const purchaseParts = ["customer", "date", "amount", "quantity", "item"] as const;

/** What a column may become, as people choose it, and what the parts of a mapping are called. */
export function useUses(what: What): { options: (Option | Group)[]; nameOf: (part: string) => string } {
  const { t, pick } = useText();
  const fields = (useNoun("customer")?.fields ?? []).filter((field) => field.file && field.writable);
  if (what === "purchases") {
    const name = (part: string) => t(`imports.${part as (typeof purchaseParts)[number]}`);
    return {
      options: [
        ...purchaseParts.map((part) => ({ value: `field:${part}`, label: name(part) })),
        { value: "ignore", label: t("imports.useIgnore") },
      ],
      nameOf: name,
    };
  }
  const label = (key: string) => pick(fields.find((field) => field.key === key)?.label) || key;
  return {
    nameOf: label,
    options: [
      {
        label: t("imports.groupFields"),
        options: fields.map((field) => ({ value: `field:${field.key}`, label: pick(field.label) })),
      },
      {
        label: t("imports.groupReach"),
        options: [
          ...(["phone", "email", "social"] as const).map((kind) => ({
            value: `contact:${kind}`,
            label: t(`imports.${kind}`),
          })),
          { value: "address", label: t("imports.address") },
        ],
      },
      { value: "rest", label: t("imports.useRest") },
      { value: "ignore", label: t("imports.useIgnore") },
    ],
  };
}
