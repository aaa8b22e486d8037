import { readdir, readFile } from "node:fs/promises";
import { parse } from "yaml";
import type { z } from "zod";
import { columnsOf, ShippedMapping } from "./mapping.ts";

const folder = new URL("../../../../db/mappings/", import.meta.url);

export type Shipped = z.infer<typeof ShippedMapping> & { readonly name: string };

/** The mappings that come with the product, by the names of their files. */
export async function shippedMappings(): Promise<Shipped[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml")).sort();
  return Promise.all(
    names.map(async (name) => ({
      name: name.replace(/\.yaml$/, ""),
      ...ShippedMapping.parse(parse(await readFile(new URL(name, folder), "utf8"))),
    })),
  );
}

/** Whether a file has all that a mapping reads. */
export const fits = ({ mapping }: Pick<Shipped, "mapping">, columns: readonly string[]): boolean =>
  columnsOf(mapping).every((name) => columns.includes(name));
