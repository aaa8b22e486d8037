// How fast a file of customers comes in, against the bare database doing the last step alone: the same finished rows
// from plain staging tables into the same indexed, empty tables, in the same run.
//   node bench/import.ts [rows=100000] [--bad 1]    (percent of bad rows)
import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { seedBasics, seedCompany } from "../server/demo/company.ts";
import { closeServices, openServices } from "../server/app.ts";
import { importFile } from "../server/modules/customers/index.ts";
import { systemActor } from "../server/platform/actor.ts";
import { readConfig } from "../server/platform/config.ts";
import { startEmbedded } from "../server/platform/postgres/embedded.ts";

const { values, positionals } = parseArgs({
  options: { bad: { type: "string", default: "0" } },
  allowPositionals: true,
});
const count = Number(positionals[0] ?? 100_000);
const badPercent = Number(values.bad);

const surnames = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"];
const given = [..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建文国志海晓梅"];
const places = ["广东省广州市天河区", "北京市朝阳区", "上海市浦东新区", "四川省成都市武侯区", "湖北省武汉市洪山区"];

/** The same people each time. */
function* lines(): Generator<string> {
  yield "编号,姓名,性别,手机,地区,入网日期,套餐\n";
  let seed = 42;
  const next = (most: number) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % most;
  let text = "";
  for (let i = 0; i < count; i++) {
    const name =
      surnames[next(surnames.length)]! + given[next(given.length)] + (next(3) ? given[next(given.length)] : "");
    const gender = badPercent && i % 100 < badPercent ? "??" : next(2) ? "男" : "女";
    text += `C${i},${name},${gender},1${30 + next(70)}${String(next(100_000_000)).padStart(8, "0")},${places[next(places.length)]},20${10 + next(16)}-0${1 + next(9)}-1${next(10)},${next(9)}9元套餐\n`;
    if (i % 1000 === 999) {
      yield text;
      text = "";
    }
  }
  yield text;
}

const mapping = {
  what: "customers",
  fields: {
    externalKey: { column: "编号" },
    name: { column: "姓名" },
    gender: { column: "性别" },
    division: { column: "地区" },
    joinedOn: { column: "入网日期" },
  },
  contacts: [{ kind: "phone", from: { column: "手机" } }],
  consent: { evidenceKind: { value: "contract" }, evidence: { value: "服务合同" }, notice: { value: "v1" } },
};
/** All that an import leaves behind: the customers, and why each is classed as it is. */
const tables = [
  "customers.customer",
  "customers.claim",
  "customers.contact",
  "customers.consent",
  "policy.decision",
] as const;
const finished = (table: string) => `finished_${table.split(".")[1]}`;

const dataDir = `/tmp/youzhang-bench-${randomBytes(4).toString("hex")}`;
await mkdir(dataDir, { recursive: true });
const embedded = await startEmbedded({ dataDir });
try {
  const services = await openServices(readConfig({ YOUZHANG_DATA: dataDir }), embedded.url);
  await seedBasics(services);
  await seedCompany(services);
  const file = path.join(dataDir, "customers.csv");
  await pipeline(Readable.from(lines()), createWriteStream(file));
  const actor = systemActor("bench", [
    "customers.import",
    "customers.rows:all",
    "contact.contact:write",
    "consent.consent:write",
    ...["basic", "personal", "commercial"].map((group) => `customer.${group}:write`),
  ]);

  await services.pool.query("checkpoint");
  const started = performance.now();
  const result = await importFile(services, { path: file, mapping, actor });
  const seconds = (performance.now() - started) / 1000;
  const kept = result.counts.new;
  if (result.state !== "done" || kept + result.counts.refused !== count) throw new Error(JSON.stringify(result));

  for (const table of tables) await services.pool.query(`create table ${finished(table)} as select * from ${table}`);
  await services.pool.query(`truncate ${tables.join(", ")}`);
  await services.pool.query("checkpoint");
  const bare = performance.now();
  for (const table of tables) await services.pool.query(`insert into ${table} select * from ${finished(table)}`);
  const bareSeconds = (performance.now() - bare) / 1000;

  const rate = kept / seconds;
  const bareRate = kept / bareSeconds;
  console.log(
    `import  ${Math.round(rate)} rows/s (${kept} customers in ${seconds.toFixed(1)} s, ${result.counts.refused} refused)`,
  );
  console.log(`bare    ${Math.round(bareRate)} rows/s (${bareSeconds.toFixed(1)} s)`);
  console.log(
    `ratio   ${(rate / bareRate).toFixed(2)} (target 0.50); memory ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB now, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`,
  );
  await closeServices(services);
} finally {
  await embedded.stop();
  await rm(dataDir, { recursive: true, force: true });
}
