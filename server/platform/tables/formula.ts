/** What a spreadsheet may take for a formula or command (OWASP, 'CSV injection', with the full-width forms), also behind blanks. */
const dangerous = /^['\s]*[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A leading apostrophe makes it text; already protected text gets one more, so that reading back is exact. */
export const protect = (text: string): string =>
  dangerous.test(text.trimEnd()) && !plainNumber.test(text) ? `'${text}` : text;

/** A cell as it was meant: without blanks around it, without the protection of `protect` or of `="0012"`. */
export function clean(cell: string): string {
  const text = cell.trim();
  const first = text.charCodeAt(0);
  if (first === 0x27 && dangerous.test(text)) return text.slice(1).trim();
  if (first === 0x3d && /^="[^"]*"$/.test(text)) return text.slice(2, -1).trim();
  return text;
}
