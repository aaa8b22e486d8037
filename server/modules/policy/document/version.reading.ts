import type { Context } from "../../../platform/context.ts";
import { changesBetween } from "./changes.ts";
import { checkPolicies } from "./check.ts";
import { surroundings } from "./surroundings.ts";
import { loadVersion, noDocument, noVersion } from "./version.actions.ts";
import { type DocumentSummaryRow, listDocuments, listVersions, type VersionHead } from "./version.store.ts";
import { countClauses, viewContent } from "./view.ts";

const pending = new Set<VersionHead["state"]>(["draft", "review", "approved"]);

const summary = ({ content, versions, ...document }: DocumentSummaryRow) => ({
  ...document,
  inForce: versions.find((one) => one.state === "in_force") ?? null,
  pending: versions.filter((one) => pending.has(one.state)),
  clauses: content ? countClauses(content) : { total: 0, bound: 0, unbound: 0 },
});

/** All documents: what is in force, what waits, how many clauses run. */
export const readPolicies = async (ctx: Context) => (await listDocuments(ctx)).map(summary);

/** One document with the history of its versions. @throws AppError platform.not_found (404) */
export async function readPolicy(ctx: Context, code: string) {
  const found = (await listDocuments(ctx)).find((one) => one.code === code);
  if (!found) throw noDocument();
  return { ...summary(found), versions: [...found.versions] };
}

/** A version as people read it, checked against the norms and controls of today. */
export async function readVersion(ctx: Context, id: string) {
  const { content, ...head } = await loadVersion(ctx, id);
  const around = await surroundings(ctx);
  const problems = checkPolicies(content, around);
  return { ...head, ...viewContent(content, around, problems), problems };
}

/** What changes against another version of the document; without one, the version in force, else the one it began as. */
export async function readChanges(ctx: Context, id: string, against?: string) {
  const after = await loadVersion(ctx, id);
  const known = await listVersions(ctx, after.documentId);
  const inForce = known.find((one) => one.state === "in_force" && one.id !== id);
  const other =
    against ?? inForce?.id ?? after.baseId ?? known.find((one) => one.number === after.number - 1)?.id ?? id;
  if (!known.some((one) => one.id === other)) throw noVersion();
  const before = await loadVersion(ctx, other);
  return { before, after, clauses: changesBetween(before.content, after.content, await surroundings(ctx)) };
}
