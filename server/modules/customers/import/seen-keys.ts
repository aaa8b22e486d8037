/**
 * Which keys a file has shown, and where: 64 bits of each in 12 bytes, so that millions fit. Two keys of a million meet
 * by chance in one file of thirty million; the second is then refused, never mixed up.
 */
export function seenKeys() {
  let size = 1 << 16;
  let high = new Uint32Array(size);
  let low = new Uint32Array(size);
  let values = new Uint32Array(size);
  let used = 0;

  function place(a: number, b: number): number {
    let at = (a ^ (b >>> 7)) & (size - 1);
    while (values[at] !== 0 && (high[at] !== a || low[at] !== b)) at = (at + 1) & (size - 1);
    return at;
  }

  function grow() {
    const [oldHigh, oldLow, oldValues] = [high, low, values];
    size *= 2;
    high = new Uint32Array(size);
    low = new Uint32Array(size);
    values = new Uint32Array(size);
    oldValues.forEach((value, index) => {
      if (value === 0) return;
      const at = place(oldHigh[index]!, oldLow[index]!);
      high[at] = oldHigh[index]!;
      low[at] = oldLow[index]!;
      values[at] = value;
    });
  }

  function slot(key: string): number {
    if (used * 3 > size * 2) grow();
    const [a, b] = hash(key);
    const at = place(a, b);
    if (values[at] === 0) used++;
    high[at] = a;
    low[at] = b;
    return at;
  }

  return {
    /** The line where this key stood first; it is `line` itself the first time. */
    first: (key: string, line: number): number => {
      const at = slot(key);
      return (values[at] ||= line);
    },
    /** How many times this key has come, this time included. */
    count: (key: string): number => ++values[slot(key)]!,
  };
}

/** cyrb: two 32-bit words that each see every character. */
function hash(text: string): [number, number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a >>> 0, b >>> 0];
}
