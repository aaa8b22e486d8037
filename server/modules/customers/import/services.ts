import type { CustomersMapping } from "./mapping.ts";
import { isWrong, moneyText, readerOf, type Reason } from "./values.ts";

export type HeldService = {
  readonly kind: string;
  readonly name: string;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly monthlyFee: string | null;
};

const feeLabel = { zh: "月费", en: "Monthly fee" };
const startLabel = { zh: "业务开始日期", en: "Service start" };

/** The services that a row's columns say are held; a closed customer's ended on the day of the file. */
export function servicesReader(mapping: NonNullable<CustomersMapping["services"]>, columns: readonly string[]) {
  const held = mapping.held.map((one) => ({ ...one, at: columns.indexOf(one.column), is: new Set(one.is) }));
  const fee = mapping.fee && readerOf(mapping.fee, columns);
  const start = mapping.startedOn && readerOf(mapping.startedOn, columns);

  return (cells: readonly string[], asOf: string, closed: boolean, reasons: Reason[]): HeldService[] => {
    const found = held.filter((one) => one.is.has(cells[one.at]!));
    const monthly = checked("monthlyFee", feeLabel, amountOf(fee?.(cells, asOf) ?? null), reasons);
    const startedOn = checked("startedOn", startLabel, start?.(cells, asOf) ?? null, reasons);
    if (monthly && !found.length)
      reasons.push({
        field: "monthlyFee",
        text: { zh: "月费：没有业务可归入", en: "Monthly fee: there is no service that it belongs to" },
      });
    return found.map((one, i) => ({
      kind: one.kind,
      name: one.names[cells[one.at]!] ?? one.name,
      startedOn,
      endedOn: closed ? asOf : null,
      monthlyFee: i === 0 ? monthly : null,
    }));
  };
}

const amountOf = (value: ReturnType<ReturnType<typeof readerOf>>) =>
  value === null || isWrong(value) ? value : moneyText(value);

function checked(
  field: string,
  label: { zh: string; en: string },
  value: ReturnType<typeof amountOf>,
  reasons: Reason[],
): string | null {
  if (!isWrong(value)) return value;
  reasons.push({ field, text: { zh: `${label.zh}：${value.wrong.zh}`, en: `${label.en}: ${value.wrong.en}` } });
  return null;
}
