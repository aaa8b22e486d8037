import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Document, isCollection, isMap, isSeq, visit } from "yaml";
import type { Content } from "./content.ts";
import type { PackFile } from "./read.ts";

/** Keys whose values stand on one line, as in the shipped packs. */
const onOneLine = new Set(["chapter", "title", "source", "register", "parameters", "note", "appliesTo", "priority"]);
/** Lists whose items stand on one line each. */
const itemsOnOneLine = new Set(["values", "rows", "limits"]);

/** The files of a pack: what `readFiles` reads back as the same content. */
export function packFiles(content: Content): PackFile[] {
  const { chapters, ...head } = content;
  return [
    { name: "pack.yaml", text: yaml(head) },
    ...chapters.map(({ file, clauses, ...chapter }) => ({
      name: file ?? `${chapter.number.padStart(2, "0").replace(/[^\w-]/g, "-")}-chapter.yaml`,
      text: yaml({ chapter, clauses }),
    })),
  ];
}

/** Writes a pack to its folder, which is made where it is missing. Other files there stay. */
export async function writePack(folder: string, content: Content): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of packFiles(content)) await writeFile(path.join(folder, file.name), file.text);
}

function yaml(value: unknown): string {
  const document = new Document(JSON.parse(JSON.stringify(value)), { aliasDuplicateObjects: false });
  visit(document, {
    Pair: (_, pair) => {
      const name = String((pair.key as { value?: unknown }).value);
      if (onOneLine.has(name) && isCollection(pair.value)) pair.value.flow = true;
      if (itemsOnOneLine.has(name) && isSeq(pair.value))
        for (const item of pair.value.items) if (isMap(item)) item.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
