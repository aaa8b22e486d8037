import type { FileHandle } from "node:fs/promises";
import { posix } from "node:path";
import { refusal } from "./problems.ts";
import type { Limits } from "./types.ts";
import { stylesHandler, type NumberKind } from "./xlsx-formats.ts";
import { unescapeSigns } from "./xlsx-values.ts";
import { attribute, scanXml, type XmlHandler } from "./xml.ts";
import { readDirectory, unpack, type Part } from "./zip-read.ts";

export type Sheet = { readonly name: string; readonly hidden: boolean; readonly part: Part };
export type Book = {
  readonly file: FileHandle;
  readonly sheets: readonly Sheet[];
  readonly kinds: readonly NumberKind[];
  readonly shared: readonly string[];
  readonly since1904: boolean;
};

type Relation = { readonly type: string; readonly target: string };

/** Bytes of a part that is held whole: relations, sheets' names, styles. */
const smallPart = 2 ** 25;
const quiet = { close() {}, text() {} };

/** Relations of a part by their id; targets are names in the zip. */
async function relationsOf(
  parts: ReadonlyMap<string, Part>,
  owner: string,
  read: (part: Part, handler: XmlHandler) => Promise<void>,
) {
  const folder = posix.dirname(owner);
  const relations = new Map<string, Relation>();
  const part = parts.get(posix.join(folder, "_rels", `${posix.basename(owner)}.rels`));
  if (!part) return relations;
  await read(part, {
    ...quiet,
    open(name, attributes) {
      if (name !== "Relationship") return;
      const target = posix
        .resolve("/", folder, attribute(attributes, "Target") ?? "")
        .slice(1)
        .toLowerCase();
      const type = attribute(attributes, "Type") ?? "";
      relations.set(attribute(attributes, "Id") ?? "", { type: type.slice(type.lastIndexOf("/") + 1), target });
    },
  });
  return relations;
}

/** Collects the texts that cells share; runs of rich text are joined, reading aids (rPh) left out. */
function sharedHandler(shared: string[], most: number): XmlHandler {
  let text = "";
  let inText = false;
  let inAid = false;
  let total = 0;
  const count = (chars: number): void => {
    total += chars;
    if (total > most) throw refusal("tables.too_large", { limit: `${Math.floor(most / 2 ** 20)} Mi` });
  };
  return {
    open(name) {
      if (name === "si") text = "";
      else if (name === "t") inText = !inAid;
      else if (name === "rPh") inAid = true;
    },
    close(name) {
      if (name === "t") inText = false;
      else if (name === "rPh") inAid = false;
      else if (name === "si") {
        // An empty text costs memory too.
        count(8);
        shared.push(unescapeSigns(text));
      }
    },
    text(piece) {
      if (!inText) return;
      count(piece.length);
      text += piece;
    },
  };
}

/** Opens the workbook's small parts; the sheets themselves are left to be streamed. Throws tables.broken_xlsx. */
export async function openBook(file: FileHandle, limits: Limits): Promise<Book> {
  const parts = await readDirectory(file);
  const read = (part: Part, handler: XmlHandler, most = Math.min(smallPart, limits.unpackedBytes)) =>
    scanXml(unpack(file, part, most), handler);
  const top = await relationsOf(parts, "", read);
  const main = [...top.values()].find((each) => each.type === "officeDocument")?.target ?? "xl/workbook.xml";
  const workbook = parts.get(main);
  if (!workbook || main.endsWith(".bin")) throw refusal("tables.not_a_table");
  const relations = await relationsOf(parts, main, read);

  const sheets: Sheet[] = [];
  let since1904 = false;
  await read(workbook, {
    ...quiet,
    open(name, attributes) {
      if (name === "workbookPr") since1904 = /^(1|true)$/.test(attribute(attributes, "date1904") ?? "");
      if (name !== "sheet") return;
      const relation = relations.get(/\w+:id\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? "");
      const part = relation?.type === "worksheet" ? parts.get(relation.target) : undefined;
      const hidden = (attribute(attributes, "state") ?? "visible") !== "visible";
      if (part) sheets.push({ name: attribute(attributes, "name") ?? "", hidden, part });
    },
  });

  const partOf = (type: string) => parts.get([...relations.values()].find((each) => each.type === type)?.target ?? "");
  const kinds: NumberKind[] = [];
  const shared: string[] = [];
  const styles = partOf("styles");
  const strings = partOf("sharedStrings");
  if (styles) await read(styles, stylesHandler(kinds));
  if (strings) await read(strings, sharedHandler(shared, limits.sharedChars), limits.unpackedBytes);
  return { file, sheets, kinds, shared, since1904 };
}
