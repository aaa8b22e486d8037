import { type Schema, send } from "../api.ts";

/** Where the exports of each kind of run are. */
const paths: Readonly<Record<string, string>> = {
  "customers.export": "/api/v1/exports",
  "service.tickets.export": "/api/v1/ticket-exports",
};
export type ExportKind = "customers.export" | "service.tickets.export";

export type Wanted = {
  readonly format: "csv" | "xlsx";
  readonly encoding: "utf-8" | "gb18030";
  readonly filters: Readonly<Record<string, string>>;
  /** Only these rows. */
  readonly ids?: readonly string[];
  /** All that one may have, where none are named. */
  readonly columns?: readonly string[];
};

export const startExport = (kind: ExportKind, wanted: Wanted) => send<Schema<"Export">>("POST", paths[kind]!, wanted);

/** The file of a run, where it makes one. */
export const exportFile = (run: { readonly kind: string; readonly id: string }): string | undefined =>
  paths[run.kind] && `${paths[run.kind]}/${run.id}/file`;
