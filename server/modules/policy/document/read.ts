import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type Document, LineCounter, parseDocument, isNode } from "yaml";
import { z } from "zod";
import { problemsOf } from "../../../platform/http/validation.ts";
import { Chapter, Clause, Content } from "./content.ts";
import { type Place, type Places, placesOf } from "./places.ts";
import type { PolicyProblem } from "./problem.ts";

const Head = z.strictObject({
  code: Content.shape.code,
  kind: Content.shape.kind,
  title: Content.shape.title,
  about: Content.shape.about,
});
const ChapterFile = z.strictObject({ chapter: Chapter.pick({ number: true, title: true }), clauses: z.array(Clause) });

/** A file of a pack as text. */
export type PackFile = { readonly name: string; readonly text: string };
export type Pack = { readonly content?: Content; readonly places: Places; readonly problems: readonly PolicyProblem[] };

/** Reads a pack from its folder: `pack.yaml` and a file a chapter. Every problem says file and line. */
export const readPack = async (folder: string): Promise<Pack> => readFiles(await filesOf(folder));

/** The files of a pack, as they stand. */
export async function filesOf(folder: string): Promise<PackFile[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".yaml"));
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(path.join(folder, name), "utf8") })));
}

/** The same from texts, in the order of their names. */
export function readFiles(files: readonly PackFile[]): Pack {
  const problems: PolicyProblem[] = [];
  const places = new Map<string, Place>();
  const head = files.find((file) => file.name === "pack.yaml");
  if (!head) {
    const text = { zh: "缺少文件 pack.yaml", en: "the file pack.yaml is missing" };
    return { places, problems: [{ severity: "error", code: "policy.no_pack", file: "pack.yaml", line: 1, text }] };
  }
  const top = parse(head, Head, problems);
  const chapters: Content["chapters"] = [];
  for (const file of files.filter((one) => one !== head).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const parsed = parse(file, ChapterFile, problems);
    if (!parsed) continue;
    const { chapter, clauses } = parsed.value;
    chapters.push({ ...chapter, file: file.name, clauses });
    for (const [key, place] of placesOf(clauses, file.name, parsed.lineOf)) places.set(key, place);
  }
  if (!top || problems.length) return { places, problems };
  return { content: { ...top.value, chapters }, places, problems };
}

function parse<S extends z.ZodType>(file: PackFile, schema: S, problems: PolicyProblem[]) {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines });
  for (const error of document.errors)
    problems.push({
      severity: "error",
      code: "policy.yaml",
      file: file.name,
      line: error.linePos?.[0].line ?? 1,
      text: { zh: `YAML 写法有误：${error.code}`, en: `this is not valid YAML: ${error.code}` },
    });
  if (document.errors.length) return undefined;
  const lineOf = (place: PropertyKey[]) => lineAt(document, lines, place);
  const parsed = schema.safeParse(plain(document, file, problems));
  if (parsed.success) return { value: parsed.data as z.infer<S>, lineOf };
  const texts = problemsOf(parsed.error);
  parsed.error.issues.forEach((issue, index) => {
    const clause = issue.path[0] === "clauses" ? document.getIn(["clauses", issue.path[1], "number"]) : undefined;
    const at = texts[index] ?? texts.at(-1)!;
    problems.push({
      severity: "error",
      code: "policy.malformed",
      file: file.name,
      line: lineOf(issue.path as PropertyKey[]),
      ...(typeof clause === "string" && { clause }),
      text: { zh: `${at.field}：${at.text.zh}`, en: `${at.field}: ${at.text.en}` },
    });
  });
  return undefined;
}

/** The document as plain data; aliases that would blow it up are refused by the parser. */
function plain(document: Document, file: PackFile, problems: PolicyProblem[]): unknown {
  try {
    return document.toJS();
  } catch {
    const text = { zh: "YAML 引用过多，无法读取", en: "too many aliases to be read" };
    problems.push({ severity: "error", code: "policy.yaml", file: file.name, line: 1, text });
    return undefined;
  }
}

/** Line of the deepest part of the path that stands in the file. */
function lineAt(document: Document, lines: LineCounter, place: PropertyKey[]): number {
  for (let depth = place.length; depth >= 0; depth--) {
    const node = depth ? document.getIn(place.slice(0, depth), true) : document.contents;
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
