import type { Module } from "../../platform/module.ts";
import type { Control } from "../policy/index.ts";

/** What one subject of the service desk brings to the module; `index.ts` puts the parts together. */
export type Part = Partial<Omit<Module, "name">> & { readonly controls?: readonly Control[] };

/** The parts as one module's lists. */
export const together = (parts: readonly Part[]) => ({
  permissions: parts.flatMap((part) => part.permissions ?? []),
  nouns: parts.flatMap((part) => part.nouns ?? []),
  events: parts.flatMap((part) => part.events ?? []),
  lists: Object.assign({}, ...parts.map((part) => part.lists ?? {})) as NonNullable<Module["lists"]>,
  sealed: parts.flatMap((part) => part.sealed ?? []),
  topics: parts.flatMap((part) => part.topics ?? []),
  notices: parts.flatMap((part) => part.notices ?? []),
  noticeSubjects: parts.flatMap((part) => part.noticeSubjects ?? []),
  tasks: Object.assign({}, ...parts.map((part) => part.tasks ?? {})) as NonNullable<Module["tasks"]>,
  longTasks: Object.assign({}, ...parts.map((part) => part.longTasks ?? {})) as NonNullable<Module["longTasks"]>,
  runs: Object.assign({}, ...parts.map((part) => part.runs ?? {})) as NonNullable<Module["runs"]>,
  cron: parts.flatMap((part) => part.cron ?? []),
  routes: ((app) => {
    for (const part of parts) part.routes?.(app);
  }) satisfies Module["routes"],
});
