import type { Context } from "../context.ts";
import type { EventKind } from "../events.ts";
import type { Noun } from "../fields/index.ts";
import type { ListRequest, ListSource } from "../lists/index.ts";
import type { Cell } from "../tables/index.ts";
import type { Text } from "../text.ts";

type Row = Readonly<Record<string, unknown>>;

/** A list that people take out as a file: what it shows under its filters, through its reader's mask. */
export type ExportList = {
  /** The permission to export it, the kind of its runs, and what its events begin with. */
  readonly key: string;
  /** The permission to see it at all. */
  readonly reads: string;
  readonly list: string;
  readonly path: `/api/v1/${string}`;
  /** Its fields are the columns. */
  readonly noun: Noun;
  /** What it is filtered by, where that is more than its fields. */
  readonly sought?: Noun;
  /** Fields that may be columns, in order, all where none are asked for; those that stand in files where it is not said. */
  readonly columns?: readonly string[];
  readonly label: Text;
  /** Name of the file and of the sheet. */
  readonly file: Text;
  readonly sort: (filters: Readonly<Record<string, string>>) => string;
  readonly source: (ctx: Context, request: ListRequest) => ListSource | Promise<ListSource>;
  /** Words for what a row only refers to, of a page at once: cells by field, as this reader may see them. */
  readonly lookUp?: (ctx: Context, rows: readonly Row[]) => Promise<(row: Row) => Readonly<Record<string, Cell>>>;
};

export const exportEvents = ({ key }: ExportList, made: Text): readonly EventKind[] => [
  { kind: `${key}.made`, text: made },
  { kind: `${key}.downloaded`, text: { zh: "下载导出文件", en: "Export downloaded" } },
];
