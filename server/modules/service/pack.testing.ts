import { fileURLToPath } from "node:url";
import type { testApp } from "../../../test/app.ts";
import { systemActor } from "../../platform/actor.ts";
import { type Context, write } from "../../platform/context.ts";
import { ensureDocument, insertDraft, putInForce, readPack } from "../policy/index.ts";

type App = Awaited<ReturnType<typeof testApp>>;

/** Puts a shipped pack in force beside the demo company's own policy. */
export async function enact(t: App, pack: string, from = "2026-01-01T00:00:00.000Z"): Promise<void> {
  const { content, problems } = await readPack(fileURLToPath(new URL(`../../../policies/${pack}`, import.meta.url)));
  if (!content) throw new Error(JSON.stringify(problems));
  await write(t.services, { actor: systemActor("test") }, async (ctx) =>
    putInForce(ctx, await insertDraft(ctx, await ensureDocument(ctx, content), content), new Date(from)),
  );
}

/** Runs a background task once, as the worker would. */
export const runTask = (t: App, task: (ctx: Context) => Promise<void>): Promise<void> =>
  write(t.services, { actor: systemActor("worker") }, task);

/** The promises of a control, the oldest first. */
export const promisesOf = async (t: App, control: string) =>
  (
    await t.pool.query(
      `select subject_id as "subjectId", customer_id as "customerId", clause, state, role, assignee_id as "assigneeId", department_id as "departmentId",
              due_at as "dueAt", opened_at as "openedAt", term, settled_at as "settledAt"
         from policy.obligation where control = $1 order by opened_at, id`,
      [control],
    )
  ).rows;

/** Ids of people by role and of departments by code. */
export async function idsOf(t: App): Promise<Record<string, string>> {
  const { rows } = await t.pool.query(
    `select code as key, id from identity.department
      union all select replace(split_part(email, '@', 1), '.', '_'), id from identity.staff`,
  );
  return Object.fromEntries(rows.map((row) => [row.key, row.id]));
}
