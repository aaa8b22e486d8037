import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import type { DB } from "../../db/schema.gen.ts";

export type { DB };
/** Kysely over the whole database, camelCase outside, snake_case inside; JSON values are left as they are. */
export type Db = Kysely<DB>;
export type Tx = Transaction<DB>;

// PostgreSQL talks UTC to us, so a timestamp becomes ISO text without a Date in between.
const isoInstant = (text: string) =>
  /^[\d-]+ [\d:.]+\+00$/.test(text) ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z` : text;

const parsers: Record<number, (text: string) => unknown> = {
  20: BigInt, // int8: money, counters
  1082: (text) => text, // date
  1114: (text) => text, // timestamp
  1184: isoInstant, // timestamptz
  1700: (text) => text, // numeric
};

const types: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format: "text" | "binary" = "text") =>
    (format === "text" && parsers[id]) || pg.types.getTypeParser(id, format)) as typeof pg.types.getTypeParser,
};

export type PoolOptions = { max?: number; statementTimeout?: number; name?: string; parallel?: boolean };

/** A pool whose sessions speak UTC; `statementTimeout` in ms ends a runaway statement. */
export function openPool(url: string, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    types,
    application_name: options.name ?? "youzhang",
    // A page of a list is a matter of milliseconds: starting parallel workers for it would cost more than it brings.
    options: `-c timezone=UTC -c jit=off${options.parallel === false ? " -c max_parallel_workers_per_gather=0" : ""}`,
    ...(options.statementTimeout && { statement_timeout: options.statementTimeout }),
    connectionTimeoutMillis: 10_000,
  });
  // An idle session that the database dropped is not ours to die of; the next query opens another.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })];

export const kyselyOf = (pool: pg.Pool): Db => new Kysely<DB>({ dialect: new PostgresDialect({ pool }), plugins });

/** Kysely on one client that somebody else opens, commits and releases. */
export const kyselyOn = (client: pg.PoolClient): Db => {
  const borrowed = { query: client.query.bind(client), release: () => {} };
  const pool = { connect: async () => borrowed, end: async () => {} };
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }), plugins });
};

/** Whether an error says that the database could not be reached, or went away at work. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message = "", syscall } = error as { code?: unknown; message?: string; syscall?: string };
  return (
    // Its socket may be missing; of other files that says nothing.
    (code === "ENOENT" && syscall === "connect") ||
    /^(08|57P|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/.test(String(code ?? "")) ||
    /connection terminated|client has encountered a connection error|timeout exceeded when trying to connect/i.test(
      message,
    )
  );
}
