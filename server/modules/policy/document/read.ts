import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type Document, LineCounter, parseDocument, isNode } from "yaml";
import { z } from "zod";
import { problemsOf } from "../../../platform/http/validation.ts";
import { Chapter, Clause, Content } from "./content.ts";
import type { PolicyProblem } from "./problem.ts";

const Head = z.strictObject({ code: Content.shape.code, kind: Content.shape.kind, title: Content.shape.title, about: Content.shape.about });
const ChapterFile = z.strictObject({ chapter: Chapter.pick({ number: true, title: true }), clauses: z.array(Clause) });

/** Where each clause of a pack begins, for messages. */
export type Places = ReadonlyMap<string, { readonly file: string; readonly line: number }>;
export type Pack = { readonly content?: Content; readonly places: Places; readonly problems: readonly PolicyProblem[] };

/** Reads a pack from its folder: `pack.yaml` and a file a chapter. Every problem says file and line. */
export async function readPack(folder: string): Promise<Pack> {
  const problems: PolicyProblem[] = [];
  const places = new Map<string, { file: string; line: number }>();
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".yaml")).sort();
  if (!names.includes("pack.yaml")) {
    problems.push({ severity: "error", code: "policy.no_pack", file: folder, text: { zh: "文件夹中没有 pack.yaml", en: "there is no pack.yaml in this folder" } });
    return { places, problems };
  }
  const head = await parse(folder, "pack.yaml", Head, problems);
  const chapters: Content["chapters"] = [];
  for (const name of names.filter((one) => one !== "pack.yaml")) {
    const parsed = await parse(folder, name, ChapterFile, problems);
    if (!parsed) continue;
    chapters.push({ ...parsed.value.chapter, file: name, clauses: parsed.value.clauses });
    parsed.value.clauses.forEach((clause, index) => places.set(clause.number, { file: name, line: parsed.lineOf(["clauses", index]) }));
  }
  if (!head || problems.length) return { places, problems };
  return { content: { ...head.value, chapters }, places, problems };
}

async function parse<S extends z.ZodType>(folder: string, file: string, schema: S, problems: PolicyProblem[]) {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(path.join(folder, file), "utf8"), { lineCounter: lines });
  for (const error of document.errors)
    problems.push({ severity: "error", code: "policy.yaml", file, line: error.linePos?.[0].line ?? 1, text: { zh: `YAML 写法有误：${error.code}`, en: `this is not valid YAML: ${error.code}` } });
  if (document.errors.length) return undefined;
  const lineOf = (place: PropertyKey[]) => lineAt(document, lines, place);
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { value: parsed.data as z.infer<S>, lineOf };
  const texts = problemsOf(parsed.error);
  parsed.error.issues.forEach((issue, index) => {
    const clause = issue.path[0] === "clauses" ? document.getIn(["clauses", issue.path[1], "number"]) : undefined;
    const at = texts[index] ?? texts.at(-1)!;
    problems.push({
      severity: "error",
      code: "policy.malformed",
      file,
      line: lineOf(issue.path as PropertyKey[]),
      ...(typeof clause === "string" && { clause }),
      text: { zh: `${at.field}：${at.text.zh}`, en: `${at.field}: ${at.text.en}` },
    });
  });
  return undefined;
}

/** Line of the deepest part of the path that stands in the file. */
function lineAt(document: Document, lines: LineCounter, place: PropertyKey[]): number {
  for (let depth = place.length; depth >= 0; depth--) {
    const node = depth ? document.getIn(place.slice(0, depth), true) : document.contents;
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
