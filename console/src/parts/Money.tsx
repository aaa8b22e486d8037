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
