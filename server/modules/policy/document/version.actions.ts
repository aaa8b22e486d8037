import { demand } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { conflict, notFound } from "../../../platform/errors.ts";
import { forgetForce } from "../installation.ts";
import { checkPolicies } from "./check.ts";
import type { Content } from "./content.ts";
import { ensureDocument, insertDraft, putInForce } from "./enact.ts";
import type { PolicyProblem } from "./problem.ts";
import { type PackFile, readFiles } from "./read.ts";
import { shippedPacks } from "./shipped.ts";
import { surroundings } from "./surroundings.ts";
import {
  demandAnother,
  demandMayReturn,
  demandState,
  demandVersion,
  effectiveDay,
  errorsOfChange,
  refuseErrors,
} from "./version.rules.ts";
import {
  lockDocument,
  findVersion,
  listVersions,
  lockVersion,
  markReturned,
  markSubmitted,
  markWithdrawn,
  saveContent,
  type VersionHead,
  type VersionRow,
} from "./version.store.ts";

export const noVersion = () => notFound({ zh: "制度版本", en: "version of a policy" });
export const noDocument = () => notFound({ zh: "制度", en: "policy" });

/** @throws AppError platform.not_found (404) */
export async function loadVersion(ctx: Context, id: string): Promise<VersionRow> {
  const row = await findVersion(ctx, id);
  if (!row) throw noVersion();
  return row;
}

async function hold(ctx: Context, id: string, version: number): Promise<VersionRow> {
  const row = await lockVersion(ctx, id);
  if (!row) throw noVersion();
  demandVersion(row, version);
  return row;
}

const tell = (ctx: Context, what: string, row: VersionHead, data: Record<string, unknown> = {}) =>
  ctx.emit({
    kind: `policy.version.${what}`,
    subjectType: "policy_version",
    subjectId: row.id,
    data: { document: row.code, number: row.number, ...data },
  });

/** A draft that begins as another version of the document, or as the pack that the product ships. Answers its id. */
export async function createDraft(ctx: Context, code: string, from: string, note: string | null): Promise<string> {
  const document = await lockDocument(ctx, code);
  if (!document) throw noDocument();
  const base = from === "pack" ? undefined : await findVersion(ctx, from);
  if (from !== "pack" && base?.code !== code) throw noVersion();
  const content = base?.content ?? (await shippedContent(code));
  const id = await insertDraft(ctx, document.id, content, { note, baseId: base?.id ?? null });
  await tell(ctx, "drafted", await loadVersion(ctx, id));
  return id;
}

async function shippedContent(code: string): Promise<Content> {
  const pack = [...(await shippedPacks()).values()].find((one) => one.content?.code === code);
  if (!pack?.content) throw notFound({ zh: "随产品提供的制度包", en: "shipped pack" });
  return pack.content;
}

export type Imported = { readonly id: string | null; readonly code: string; readonly problems: PolicyProblem[] };

/**
 * A draft from the files of a pack; with `dryRun` they are checked only.
 * @throws AppError policy.refused (422) with file, line and clause of every error
 */
export async function importPack(
  ctx: Context,
  files: readonly PackFile[],
  options: { readonly note: string | null; readonly dryRun: boolean },
): Promise<Imported> {
  const pack = readFiles(files);
  if (!pack.content) refuseErrors(pack.problems);
  const content = pack.content!;
  const problems = checkPolicies(content, await surroundings(ctx), pack.places);
  if (options.dryRun) return { id: null, code: content.code, problems };
  refuseErrors(problems);
  const known = await lockDocument(ctx, content.code);
  if (known && known.kind !== content.kind)
    throw conflict("policy.other_kind", {
      zh: "已有相同代号的另一类制度，请换一个代号。",
      en: "A policy of another kind has this code; choose another.",
    });
  const id = await insertDraft(ctx, await ensureDocument(ctx, content), content, { note: options.note });
  await tell(ctx, "drafted", await loadVersion(ctx, id));
  return { id, code: content.code, problems };
}

export type Touched = { readonly clause: string; readonly control?: string };

/**
 * Changes a draft, while it is still the version that the editor saw. Answers all problems of the new text.
 * @throws AppError policy.changed_meanwhile (409), policy.wrong_state (409), policy.refused (422)
 */
export async function changeDraft(
  ctx: Context,
  id: string,
  version: number,
  touched: Touched,
  change: (content: Content) => Content,
): Promise<{ readonly row: VersionRow; readonly problems: readonly PolicyProblem[] }> {
  const row = await hold(ctx, id, version);
  demandState(row, "draft");
  const content = change(row.content);
  const around = await surroundings(ctx);
  const problems = checkPolicies(content, around);
  refuseErrors(errorsOfChange(checkPolicies(row.content, around), problems, touched));
  const next = await saveContent(ctx, id, content);
  await tell(ctx, "changed", row, { clause: touched.clause, ...(touched.control && { control: touched.control }) });
  return { row: { ...row, content, version: next }, problems };
}

/** Sends a draft for review. @throws AppError policy.refused (422) where it has errors */
export async function submitVersion(ctx: Context, id: string, version: number): Promise<void> {
  const row = await hold(ctx, id, version);
  demandState(row, "draft");
  refuseErrors(checkPolicies(row.content, await surroundings(ctx)));
  await markSubmitted(ctx, id);
  await tell(ctx, "submitted", row);
}

/** Gives a version under review back to its drafter, with the reason. */
export async function returnVersion(ctx: Context, id: string, version: number, reason: string): Promise<void> {
  const row = await hold(ctx, id, version);
  demandMayReturn(ctx.actor, row);
  demandState(row, "review");
  await markReturned(ctx, id, reason);
  await tell(ctx, "returned", row);
}

/**
 * Approves a version under review, in force at once or from a later instant.
 * @throws AppError policy.same_person (403), policy.refused (422), policy.another_waits (409)
 */
export async function approveVersion(ctx: Context, id: string, version: number, from: string | null): Promise<void> {
  const row = await hold(ctx, id, version);
  demandState(row, "review");
  demandAnother(ctx.actor, row);
  const others = (await listVersions(ctx, row.documentId)).filter((one) => one.id !== id);
  const day = effectiveDay(from, ctx.now, others);
  refuseErrors(checkPolicies(row.content, await surroundings(ctx, day)));
  await putInForce(ctx, id, day);
  await tell(ctx, "approved", row, { from: day.toISOString() });
}

/** Gives up a draft, or, for reviewers, a version approved for a later day. */
export async function withdrawVersion(ctx: Context, id: string, version: number): Promise<void> {
  const row = await hold(ctx, id, version);
  demandState(row, "draft", "review", "approved");
  demand(ctx.actor, row.state === "approved" ? "policy.review" : "policy.edit");
  await markWithdrawn(ctx, row);
  await tell(ctx, "withdrawn", row);
  forgetForce(ctx.services);
}
