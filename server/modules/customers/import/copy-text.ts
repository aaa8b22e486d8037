/** Values as COPY's text format writes them. */
export type CopyValue = string | number | Buffer | readonly string[] | null;

const special = /[\\\n\r\t]/;
const escapes: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const escaped = (text: string): string =>
  special.test(text) ? text.replace(/[\\\n\r\t]/g, (sign) => escapes[sign]!) : text;

function valueText(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return escaped(value);
  if (typeof value === "number") return String(value);
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString("hex")}`;
  return escaped(arrayText(value as readonly string[]));
}

/** A text array as PostgreSQL writes it: `{"a","b"}`. */
function arrayText(values: readonly string[]): string {
  if (!values.length) return "{}";
  return `{${values.map((one) => `"${/["\\]/.test(one) ? one.replace(/["\\]/g, "\\$&") : one}"`).join(",")}}`;
}

/** One line of COPY. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = "";
  for (let i = 0; i < values.length; i++) line += (i ? "\t" : "") + valueText(values[i]!);
  return `${line}\n`;
}
