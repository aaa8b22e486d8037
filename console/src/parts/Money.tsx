import { usePreferences } from "../frame/preferences.ts";

/** Fen (digits, as the API sends them) as yuan with thousands: ¥1,234.56. */
export function formatMoney(fen: string | number | bigint): string {
  const digits = String(fen);
  const negative = digits.startsWith("-");
  const padded = digits.replace("-", "").padStart(3, "0");
  const yuan = padded.slice(0, -2).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${negative ? "-" : ""}¥${yuan}.${padded.slice(-2)}`;
}

export const Money = ({ fen }: { fen: string | number | null | undefined }) =>
  fen == null ? <span className="quiet">—</span> : <span className="number">{formatMoney(fen)}</span>;

/** Whole numbers with thousands. */
export const formatCount = (count: number): string => count.toLocaleString("en-US");

/** Large counts as people of the language say them: 12.3 万, 123k. */
export function useShortCount(): (count: number) => string {
  const { language } = usePreferences();
  return (count) =>
    new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en", { notation: "compact", maximumFractionDigits: 1 }).format(
      count,
    );
}
