import { createHash } from "node:crypto";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate, readMigrations } from "../server/platform/migrate.ts";
import { startEmbedded } from "../server/platform/postgres/embedded.ts";

declare module "vitest" {
  interface ProvidedContext {
    server: string;
    template: string;
  }
}

/** One PostgreSQL for all tests, and a migrated template that each test file clones. TEST_DATABASE_URL names another server. */
export default async function setup(project: TestProject) {
  const embedded = process.env.TEST_DATABASE_URL
    ? undefined
    : await startEmbedded({ dataDir: `/tmp/youzhang-test-${process.getuid?.()}-${process.pid}`, durable: false, settings: { max_connections: "200" } });
  const server = process.env.TEST_DATABASE_URL ?? embedded!.urlOf("postgres");
  const hash = createHash("sha256").update(JSON.stringify(await readMigrations())).digest("hex").slice(0, 10);
  const template = `template_${hash}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const { rowCount } = await admin.query("select 1 from pg_database where datname = $1", [template]);
  if (!rowCount) {
    await admin.query(`create database ${template}`);
    await migrate(databaseUrl(server, template));
  }
  await admin.end();
  project.provide("server", server);
  project.provide("template", template);
  return async () => {
    await embedded?.stop();
    if (embedded) {
      const { rm } = await import("node:fs/promises");
      await rm(`/tmp/youzhang-test-${process.getuid?.()}-${process.pid}`, { recursive: true, force: true });
    }
  };
}

/** The same server, another database. */
export function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
