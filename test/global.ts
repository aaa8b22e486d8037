import { createHash } from "node:crypto";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { closeServices, openServices } from "../server/app.ts";
import { seedBasics, seedCompany } from "../server/demo/company.ts";
import { readConfig } from "../server/platform/config.ts";
import { readMigrations } from "../server/platform/migrate.ts";
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
    : await startEmbedded({
        dataDir: `/tmp/youzhang-test-${process.getuid?.()}-${process.pid}`,
        durable: false,
        settings: { max_connections: "200" },
      });
  const server = process.env.TEST_DATABASE_URL ?? embedded!.urlOf("postgres");
  const hash = createHash("sha256")
    .update(JSON.stringify(await readMigrations()))
    .digest("hex")
    .slice(0, 10);
  const template = `template_${hash}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const { rowCount } = await admin.query("select 1 from pg_database where datname = $1", [template]);
  if (!rowCount) {
    await admin.query(`create database ${template}`);
    await seed(databaseUrl(server, template));
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

/** Migrated, with the demo company's people and policies but without customers. */
async function seed(url: string) {
  const config = readConfig({
    YOUZHANG_DATA: "/tmp/youzhang-test-keys",
    YOUZHANG_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
  });
  const services = await openServices(config, url);
  await seedBasics(services);
  await seedCompany(services);
  await closeServices(services);
}

/** The same server, another database. */
export function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
