import type pg from "pg";
import { modules } from "../server/app.ts";
import type { testApp } from "./app.ts";
import { systemActor } from "../server/platform/actor.ts";
import { write } from "../server/platform/context.ts";
import { newId } from "../server/platform/ids.ts";
import { type RunKinds, workRun } from "../server/platform/runs.ts";

import { gradingTasks } from "../server/modules/customers/grading/grading.jobs.ts";

type App = Awaited<ReturnType<typeof testApp>>;

export type Planted = {
  readonly name: string;
  readonly class?: "household" | "enterprise" | "special";
  readonly joinedOn?: string;
  readonly services?: number;
  readonly referrerId?: string;
  readonly ownerId?: string;
  readonly departmentId?: string;
  /** Day and fen of each purchase. */
  readonly purchases?: readonly (readonly [day: string, fen: number])[];
};

/** Puts one customer with its history into the database, past the entry rules; answers its id. */
export async function plant(pool: pg.Pool, given: Planted): Promise<string> {
  const id = newId();
  const joined = given.joinedOn ?? "2026-01-01";
  await pool.query(
    `insert into customers.customer (customer_id, kind, class, name, name_pinyin, name_initials, name_tokens, joined_on, referrer_id, owner_id, department_id, received_at, created_at, updated_at)
     values ($1, 'person', $2, $3, '', '', '{}', $4::date, $5, $6, $7, $4::date, $4::date, $4::date)`,
    [
      id,
      given.class ?? "household",
      given.name,
      joined,
      given.referrerId ?? null,
      given.ownerId ?? null,
      given.departmentId ?? null,
    ],
  );
  for (const [day, fen] of given.purchases ?? [])
    await pool.query(
      "insert into customers.purchase (customer_id, id, at, amount, source_key) values ($1, $2::uuid, $3, $4, $2::uuid::text)",
      [id, newId(), `${day}T04:00:00Z`, fen],
    );
  for (let n = 0; n < (given.services ?? 0); n++)
    await pool.query(
      "insert into customers.service_held (customer_id, id, kind, name, started_on) values ($1, $2, $3, $3, $4)",
      [id, newId(), `service-${n}`, joined],
    );
  return id;
}

const kinds: RunKinds = Object.assign({}, ...modules.map((module) => module.runs ?? {}));

/** Works every queued run, as the worker would. */
export async function workAll(t: App): Promise<void> {
  for (;;) {
    const { rows } = await t.pool.query("select id from platform.run where state = 'queued' order by id");
    if (!rows.length) return;
    for (const { id } of rows) await workRun(t.services, kinds, id);
  }
}

export const gradeOf = async (t: App, id: string): Promise<string | null> =>
  (await t.pool.query("select grade from customers.grade where customer_id = $1", [id])).rows[0]?.grade ?? null;

/** Runs a task as the clock would. */
export const cron = (t: App, task: string): Promise<void> =>
  write(t.services, { actor: systemActor("cron") }, (ctx) => gradingTasks[task]!(ctx, {}));
