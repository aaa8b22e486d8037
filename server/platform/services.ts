import type pg from "pg";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Db } from "./db.ts";
import type { Vault } from "./crypto/vault.ts";

/** What the program holds for its whole life; actions reach it through their context. */
export type Services = {
  readonly config: Config;
  readonly pool: pg.Pool;
  readonly db: Db;
  /** Lists and searches: a pool of their own, with a statement timeout, on the replica where there is one. */
  readonly searchPool: pg.Pool;
  readonly search: Db;
  readonly clock: Clock;
  readonly vault: Vault;
};
