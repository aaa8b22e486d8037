import { conflict, invalid, notFound } from "../../../platform/errors.ts";
import type { Text } from "../../../platform/text.ts";
import type { Table } from "../decision/index.ts";
import { type Clause, clausesOf, type Content } from "./content.ts";

/** What a person may change of a clause's words and values; null takes a value away. */
export type ClauseChange = {
  readonly title?: Text | undefined;
  readonly text?: Text | undefined;
  readonly values?: Readonly<Record<string, string | number | boolean | null>> | undefined;
  readonly enabled?: boolean | undefined;
  readonly appliesTo?: readonly string[] | null | undefined;
};

const noClause = () => notFound({ zh: "条款", en: "clause" });

/** @throws AppError platform.not_found (404) */
export function clauseOf(content: Content, number: string): Clause {
  const clause = clausesOf(content).find((one) => one.number === number);
  if (!clause) throw noClause();
  return clause;
}

const withClause = (content: Content, number: string, change: (clause: Clause) => Clause): Content => {
  clauseOf(content, number);
  return {
    ...content,
    chapters: content.chapters.map((chapter) => ({
      ...chapter,
      clauses: chapter.clauses.map((clause) => (clause.number === number ? change(clause) : clause)),
    })),
  };
};

/** What the law says is not edited here, but imported. @throws AppError policy.norm_text (400) */
function demandOwn(content: Content): void {
  if (content.kind !== "norm") return;
  const text = {
    zh: "法规条款不在此增删或绑定，请用文件导入",
    en: "clauses of norms are not added, removed or bound here; import them as files",
  };
  throw invalid([{ field: "number", text }], "policy.norm_text");
}

/**
 * Another wording or other values of a clause. Of a norm, only whether and where it binds: what the law says is not
 * edited here, but imported.
 * @throws AppError policy.norm_text (400)
 */
export const changeClause = (content: Content, number: string, change: ClauseChange): Content => {
  const { title, text, values, enabled, appliesTo } = change;
  const norm = content.kind === "norm";
  const misplaced = Object.keys(change).filter((key) => (key === "enabled" || key === "appliesTo") !== norm);
  if (misplaced.length)
    throw invalid(
      misplaced.map((field) => ({
        field,
        text: norm
          ? {
              zh: "法规条款的文字不在此修改，只能开关或限定适用制度",
              en: "the wording of a norm is not edited here; switch it, or say whom it binds",
            }
          : { zh: "只有法规条款可以设置此项", en: "only clauses of norms have this" },
      })),
      "policy.norm_text",
    );
  return withClause(content, number, (clause) => {
    const { appliesTo: bound, ...rest } = clause;
    const kept = appliesTo === undefined ? bound : (appliesTo ?? undefined);
    return {
      ...rest,
      ...(title && { title }),
      ...(text && { text }),
      ...(values && { values: changeValues(clause, values) }),
      ...(enabled !== undefined && { enabled }),
      ...(kept && { appliesTo: [...kept] }),
    };
  });
};

type Value = NonNullable<Clause["values"]>[number];

/** A value that the company set is its own, whoever set it before. */
function changeValues(clause: Clause, changed: NonNullable<ClauseChange["values"]>): Value[] {
  const kept = (clause.values ?? []).flatMap((value) => {
    const now = changed[value.name];
    if (now === undefined || now === value.default) return [value];
    return now === null ? [] : [{ ...value, default: now, origin: "ours" as const }];
  });
  const added = Object.entries(changed).flatMap(([name, value]) =>
    value === null || clause.values?.some((one) => one.name === name)
      ? []
      : [{ name, default: value, origin: "ours" as const }],
  );
  return [...kept, ...added];
}

export type NewClause = {
  readonly chapter: string;
  readonly number: string;
  readonly title: Text;
  readonly text: Text;
};

/** A further clause at the end of a chapter. @throws AppError policy.duplicate_clause (409), platform.not_found (404) */
export function addClause(content: Content, { chapter, ...clause }: NewClause): Content {
  demandOwn(content);
  if (clausesOf(content).some((one) => one.number === clause.number))
    throw conflict("policy.duplicate_clause", { zh: "已有此编号的条款。", en: "There is a clause of this number." });
  if (!content.chapters.some((one) => one.number === chapter)) throw notFound({ zh: "章节", en: "chapter" });
  return {
    ...content,
    chapters: content.chapters.map((one) =>
      one.number === chapter ? { ...one, clauses: [...one.clauses, { ...clause, controls: [] }] } : one,
    ),
  };
}

/** @throws AppError platform.not_found (404) */
export function removeClause(content: Content, number: string): Content {
  demandOwn(content);
  clauseOf(content, number);
  return {
    ...content,
    chapters: content.chapters.map((one) => ({
      ...one,
      clauses: one.clauses.filter((clause) => clause.number !== number),
    })),
  };
}

export type Setting = { readonly parameters: Readonly<Record<string, unknown>>; readonly table?: Table | undefined };

/**
 * Binds a control to a clause, or sets it anew. A parameter that the text names stays among the clause's values, so
 * that what people read and what runs are one.
 */
export function setControl(content: Content, number: string, control: string, setting: Setting): Content {
  demandOwn(content);
  return withClause(content, number, (clause) => {
    const named = new Set((clause.values ?? []).map((value) => value.name));
    const isNamed = (parameter: string) => named.has(`${control}.${parameter}`);
    const entries = Object.entries(setting.parameters).filter(([, value]) => value !== null);
    const isScalar = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
    const inText = entries.filter(([name, value]) => isNamed(name) && isScalar(value));
    const bound = {
      control,
      parameters: Object.fromEntries(entries.filter((entry) => !inText.includes(entry))),
      ...(setting.table && { table: setting.table }),
    };
    const values = changeValues(
      clause,
      Object.fromEntries(inText.map(([name, value]) => [`${control}.${name}`, value as string])),
    );
    const at = clause.controls.findIndex((one) => one.control === control);
    return {
      ...clause,
      ...(clause.values && { values }),
      controls: at < 0 ? [...clause.controls, bound] : clause.controls.with(at, bound),
    };
  });
}

/** @throws AppError platform.not_found (404) where the clause does not bind it */
export function removeControl(content: Content, number: string, control: string): Content {
  demandOwn(content);
  return withClause(content, number, (clause) => {
    if (!clause.controls.some((one) => one.control === control)) throw notFound({ zh: "这项控制", en: "control" });
    return { ...clause, controls: clause.controls.filter((one) => one.control !== control) };
  });
}
