/** An exact decimal number: `digits / 10^scale`, in its shortest form (1.50 is 15 / 10^1). Never a float. */
export type Decimal = { readonly digits: bigint; readonly scale: number };

/** The shortest form of `digits / 10^scale`; a negative scale means trailing zeros. */
export const decimal = (digits: bigint, scale = 0): Decimal => {
  if (scale < 0) return { digits: digits * 10n ** BigInt(-scale), scale: 0 };
  let [shortest, places] = [digits, scale];
  while (places > 0 && shortest % 10n === 0n) [shortest, places] = [shortest / 10n, places - 1];
  return { digits: shortest, scale: places };
};

/** Reads `-12.50`; no exponent, no grouping. Undefined if it is no such number. */
export const parseDecimal = (text: string): Decimal | undefined => {
  const [, sign, whole, fraction = ""] = /^([-+]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = BigInt(whole + fraction);
  return decimal(sign === "-" ? -digits : digits, fraction.length);
};

/** The decimal that JavaScript prints for a number (0.1 is one tenth). Undefined for NaN and infinities. */
export const decimalOfNumber = (value: number): Decimal | undefined => {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const parsed = parseDecimal(mantissa);
  return parsed && decimal(parsed.digits, parsed.scale - Number(exponent));
};

const digitsAt = (value: Decimal, scale: number): bigint => value.digits * 10n ** BigInt(scale - value.scale);

/** Negative, zero or positive, as for `Array.sort`. */
export const compareDecimals = (a: Decimal, b: Decimal): number => {
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [digitsAt(a, scale), digitsAt(b, scale)];
  return left < right ? -1 : left > right ? 1 : 0;
};

export const addDecimals = (a: Decimal, b: Decimal): Decimal => {
  const scale = Math.max(a.scale, b.scale);
  return decimal(digitsAt(a, scale) + digitsAt(b, scale), scale);
};

/** A number half way between two. */
export const midpoint = (a: Decimal, b: Decimal): Decimal => {
  const sum = addDecimals(a, b);
  return decimal(sum.digits * 5n, sum.scale + 1);
};

/** Times ten to the power of `places`. */
export const shift = (value: Decimal, places: number): Decimal => decimal(value.digits, value.scale - places);

/** `-1234.5`, with at least `places` digits after the point; PostgreSQL reads it as it stands. */
export const decimalText = (value: Decimal, places = 0): string => {
  const scale = Math.max(value.scale, places);
  const digits = digitsAt(value, scale);
  const padded = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  const split = padded.length - scale;
  return `${digits < 0n ? "-" : ""}${padded.slice(0, split)}${scale > 0 ? `.${padded.slice(split)}` : ""}`;
};

/** As `decimalText`, with a comma between thousands: `-1,234.50`. */
export const groupedText = (value: Decimal, places = 0): string => {
  const [whole = "", fraction] = decimalText(value, places).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
};
