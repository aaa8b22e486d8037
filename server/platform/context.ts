import type { Writable } from "node:stream";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Actor } from "./actor.ts";
import { type Db, kyselyOn } from "./db.ts";
import { AppError } from "./errors.ts";
import { type EventDraft, writeEvents } from "./events.ts";
import type { Services } from "./services.ts";
import type { Language } from "./text.ts";

/**
 * All that an action may know: who acts, when, in which transaction. No globals.
 * `query` is for hot paths (named prepared statements), `tx` is Kysely on the same connection.
 */
export type Context = {
  readonly actor: Actor;
  readonly now: Date;
  readonly language: Language;
  readonly services: Services;
  readonly tx: Db;
  readonly query: Query;
  /** Takes the lines of a `COPY ... FROM STDIN`, in the transaction; end it and wait for its end. */
  readonly copy: (statement: string) => Writable;
  /** Queues background work; it exists only if this transaction commits. */
  readonly later: (task: string, payload: object, options?: LaterOptions) => Promise<void>;
  /** Writes timeline, audit and outbox in one row each. */
  readonly emit: (...events: EventDraft[]) => Promise<void>;
  /** Tells whoever listens on a channel of the database, once this transaction is committed and never before. */
  readonly notify: (channel: string, payload: string) => Promise<void>;
};

export type Query = <R extends pg.QueryResultRow>(statement: Statement, values: readonly unknown[]) => Promise<R[]>;
/** `name` makes it a prepared statement of the session. */
export type Statement = { readonly name: string; readonly text: string };
export type LaterOptions = { readonly key?: string; readonly runAt?: Date; readonly queue?: string };

export type Caller = { readonly actor: Actor; readonly language?: Language; readonly now?: Date };

/** Runs `work` in one transaction: all of it is kept, or nothing. */
export async function write<T>(services: Services, caller: Caller, work: (ctx: Context) => Promise<T>): Promise<T> {
  const client = await services.pool.connect();
  const told: Told = [];
  try {
    await client.query("begin");
    const result = await work(contextOn(services, caller, client, told));
    await client.query("commit");
    // A commit that notifies makes all others of its kind wait until it is on the disk: told apart, it has nothing to
    // write. What is done is done, whatever becomes of the word of it.
    if (told.length) await tell(client, told).catch(() => {});
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot even roll back is not given back to the pool.
    await client.query("rollback").then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    // What a refusal leaves behind must outlive the work that it undid.
    if (error instanceof AppError) await error.details.afterwards?.(services);
    throw error;
  }
}

/** A context for reading: no transaction, every statement sees the newest committed state. */
export function reading(services: Services, caller: Caller): Context {
  return build(services, caller, services.pool, () => services.db);
}

function contextOn(services: Services, caller: Caller, client: pg.PoolClient, told: Told): Context {
  let db: Db | undefined;
  return build(services, caller, client, () => (db ??= kyselyOn(client)), told);
}

/** Channel and payload of each. */
type Told = (readonly [string, string])[];

const tell = (on: pg.Pool | pg.PoolClient, told: Told) =>
  on.query({
    name: "context.tell",
    text: "select pg_notify(t.channel, t.payload) from unnest($1::text[], $2::text[]) as t (channel, payload)",
    values: [told.map(([channel]) => channel), told.map(([, payload]) => payload)],
  });

function build(services: Services, caller: Caller, on: pg.Pool | pg.PoolClient, db: () => Db, told?: Told): Context {
  const query: Query = async (statement, values) =>
    (await on.query({ ...statement, values: values as unknown[] })).rows;
  const now = caller.now ?? services.clock.now();
  return {
    actor: caller.actor,
    now,
    language: caller.language ?? "zh",
    services,
    get tx() {
      return db();
    },
    query,
    copy: (statement) => {
      // A pool would give another session than the one that holds the transaction.
      if (!("release" in on)) throw new Error("COPY needs a transaction.");
      return on.query(copyFrom(statement));
    },
    later: async (task, payload, options = {}) => {
      await query(addJob, [
        task,
        JSON.stringify(payload),
        options.queue ?? null,
        options.runAt ?? null,
        options.key ?? null,
      ]);
    },
    emit: (...events) => writeEvents(query, caller.actor, now, events),
    notify: async (channel, payload) => {
      if (told) told.push([channel, payload]);
      else await tell(on, [[channel, payload]]);
    },
  };
}

const addJob: Statement = {
  name: "job.add",
  text: "select graphile_worker.add_job($1, $2::json, queue_name => $3, run_at => $4, job_key => $5)",
};
