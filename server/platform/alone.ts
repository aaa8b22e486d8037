import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

/** Whether no program of ours is connected to the database; waits for a while for what a dead one left to end. */
export async function aloneOn(url: string, patienceMs: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  // Whoever waits for a statement hears that the database went away; nobody else needs to.
  client.on("error", () => {});
  await client.connect();
  try {
    for (const until = Date.now() + patienceMs; ; await pause(200)) {
      const { rows } = await client.query<{ others: number }>(
        `select count(*)::int as others from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and application_name like 'youzhang%'`,
      );
      if (!rows[0]!.others || Date.now() >= until) return !rows[0]!.others;
    }
  } finally {
    await client.end();
  }
}
