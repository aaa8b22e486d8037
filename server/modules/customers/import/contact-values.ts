import { normalise } from "../blind-keys.ts";
import { contactKinds } from "../choices.ts";
import type { CustomersMapping } from "./mapping.ts";
import { isWrong, readerOf, type Reason } from "./values.ts";
import { divisionCode } from "./divisions.ts";

type Contact = { readonly kind: "phone" | "email" | "social"; readonly value: string; readonly label: string | null };
type Address = { readonly label: string | null; readonly division: string | null; readonly detail: string };

const addressLabel = { zh: "地址", en: "Address" };

/** The ways to reach a row's customer. */
export function contactReader(mapping: CustomersMapping, columns: readonly string[]) {
  const contacts = mapping.contacts.map((one) => ({ ...one, read: readerOf(one.from, columns) }));
  const addresses = mapping.addresses.map((one) => ({
    ...one,
    read: readerOf(one.detail, columns),
    region: one.division && readerOf(one.division, columns),
  }));

  return (cells: readonly string[], asOf: string, reasons: Reason[]) => {
    const found: Contact[] = [];
    for (const { kind, label, read } of contacts) {
      const value = read(cells, asOf);
      if (value === null) continue;
      const wrong = isWrong(value) ? value.wrong : problemOf(kind, value);
      const name = contactKinds[kind];
      if (wrong)
        reasons.push({
          field: `contact.${kind}`,
          text: { zh: `${name.zh}：${wrong.zh}`, en: `${name.en}: ${wrong.en}` },
        });
      else if (!found.some((one) => one.kind === kind && one.value === value))
        found.push({ kind, value: value as string, label: label ?? null });
    }
    const places: Address[] = [];
    for (const { label, read, region } of addresses) {
      const detail = read(cells, asOf);
      if (detail === null) continue;
      const wrong = isWrong(detail)
        ? detail.wrong
        : detail.length < 2 || detail.length > 300
          ? { zh: "应为 2 到 300 个字", en: "expected 2 to 300 characters" }
          : undefined;
      const named = region?.(cells, asOf) ?? null;
      const division = named === null ? null : isWrong(named) ? undefined : divisionCode(named);
      if (wrong)
        reasons.push({
          field: "address.detail",
          text: { zh: `${addressLabel.zh}：${wrong.zh}`, en: `${addressLabel.en}: ${wrong.en}` },
        });
      if (division === undefined || division === "ambiguous")
        reasons.push({
          field: "address.division",
          text: {
            zh: "地址所在地区：没有这个地区，或有多个同名",
            en: "Region of the address: there is none, or several, of this name",
          },
        });
      else if (!wrong) places.push({ label: label ?? null, division, detail: detail as string });
    }
    return { contacts: found, addresses: places };
  };
}

function problemOf(kind: Contact["kind"], value: string) {
  if (kind === "phone" && !/^\+?\d{5,15}$/.test(normalise.phone(value).replace(/(转|ext\.?|x|-)\d{1,6}$/i, "")))
    return { zh: "不是电话号码", en: "no phone number" };
  if (kind === "email" && !/^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/.test(value))
    return { zh: "不是邮箱地址", en: "no e-mail address" };
  return value.length > 200 ? { zh: "超过 200 个字", en: "longer than 200 characters" } : undefined;
}
