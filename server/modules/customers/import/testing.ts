import type { testApp } from "../../../../test/app.ts";
import { workRun } from "../../../platform/runs.ts";
import { exportRuns } from "../export/index.ts";
import { importRuns } from "./index.ts";

type App = Awaited<ReturnType<typeof testApp>>;

/** Uploads bytes as a form does; answers the reply. */
export async function upload(app: App, content: string | Buffer, name = "customers.csv", role = "data_group") {
  const mark = "----youzhang-test";
  const head = `--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${mark}--\r\n`)]);
  return (await app.as(role))("POST", "/files", payload, { "content-type": `multipart/form-data; boundary=${mark}` });
}

/** The wizard's whole way: upload, start, work the run, and read what became of it. */
export async function importText(
  app: App,
  content: string | Buffer,
  mapping: object,
  options: { dryRun?: boolean; format?: object; name?: string } = {},
) {
  const call = await app.as("data_group");
  const { name, ...rest } = options;
  const file = await upload(app, content, name);
  const started = await call("POST", "/imports", { fileId: file.body.id, mapping, ...rest });
  if (started.status !== 202) return started;
  await workRun(app.services, { ...importRuns, ...exportRuns }, started.body.runId);
  return call("GET", `/imports/${started.body.id}`);
}

/** What an importer vouches for, as most files of the tests do. */
export const plainConsent = {
  evidenceKind: { value: "contract" },
  evidence: { value: "2024 年业务合同" },
  notice: { value: "v1" },
};

/** Columns as the wizard maps a plain Chinese list. */
export const plainMapping = {
  what: "customers",
  fields: {
    externalKey: { column: "编号" },
    name: { column: "姓名" },
    gender: { column: "性别" },
    joinedOn: { column: "入网日期" },
  },
  contacts: [{ kind: "phone", from: { column: "手机" } }],
  consent: plainConsent,
};
export const plainHeader = "编号,姓名,性别,手机,入网日期,备注";
