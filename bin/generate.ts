// Writes what is derived from the migrations: db/schema.sql (for people) and db/schema.gen.ts (types).
// With --check it writes nothing and fails where a file is not what it should be.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { describeSchema } from "../server/platform/postgres/describe.ts";
import { startEmbedded } from "../server/platform/postgres/embedded.ts";
import { migrate } from "../server/platform/migrate.ts";

const check = process.argv.includes("--check");
const dataDir = `/tmp/youzhang-generate-${randomBytes(4).toString("hex")}`;
const embedded = await startEmbedded({ dataDir, durable: false });
let clean = true;
try {
  await migrate(embedded.url);
  await keep("db/schema.sql", await describeSchema(embedded.url));
  const types = `${dataDir}/schema.gen.ts`;
  const mapping = {
    timestamptz: "ColumnType<string, string | Date, string | Date>",
    date: "string",
    int8: "ColumnType<bigint, bigint | number, bigint | number>",
    numeric: "string",
    uuid: "string",
    jsonb: "JSONColumnType<any>",
  };
  await promisify(execFile)("node_modules/.bin/kysely-codegen", [
    "--url",
    embedded.url,
    "--dialect",
    "postgres",
    "--camel-case",
    "--out-file",
    types,
    "--type-mapping",
    JSON.stringify(mapping),
    "--exclude-pattern",
    "graphile_worker.*",
    "--default-schema",
    "none",
    "--custom-imports",
    JSON.stringify({ JSONColumnType: "kysely", ColumnType: "kysely" }),
  ]);
  await keep("db/schema.gen.ts", await readFile(types, "utf8"));
} finally {
  await embedded.stop();
  await rm(dataDir, { recursive: true, force: true });
}
if (!clean) process.exit(1);

async function keep(file: string, wanted: string) {
  const present = await readFile(file, "utf8").catch(() => "");
  if (present === wanted) return;
  if (!check) return writeFile(file, wanted);
  console.error(`${file} is not what the migrations say: run npm run generate`);
  clean = false;
}
