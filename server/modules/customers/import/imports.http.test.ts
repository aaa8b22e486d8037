import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { systemActor } from "../../../platform/actor.ts";
import { type Context, write } from "../../../platform/context.ts";
import { workRun } from "../../../platform/runs.ts";
import { importRuns, importTasks } from "./index.ts";
import { importText, plainConsent, plainHeader, plainMapping, upload } from "./testing.ts";
import { encodeGb18030 } from "../../../platform/tables/gb18030.ts";
import { writeXlsx } from "../../../platform/tables/index.ts";
import { collector } from "../../../platform/tables/testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());
beforeEach(async () => {
  for (const table of [
    "customer",
    "claim",
    "contact",
    "address",
    "service_held",
    "purchase",
    "consent",
    "mapping",
    "import_refusal",
  ])
    await t.pool.query(`delete from customers.${table}`);
});

const two = `${plainHeader}\nA1,张三,男,13812345678,2024-05-01,老客户\nA2,李四,女,13912345678,2025/1/2,\n`;
const rowsOf = async (sql: string) => (await t.pool.query(sql)).rows;

describe("a file of customers", () => {
  test("is imported whole: facts, sealed phones, search keys, the rest beside them, one promise for all", async () => {
    const { body } = await importText(t, two, plainMapping);
    expect(body).toMatchObject({
      state: "done",
      counts: { new: 2, updated: 0, unchanged: 0, refused: 0 },
      done: 2,
      total: 2,
    });
    const call = await t.as("data_group");
    const found = (await call("GET", "/customers?q=zhangsan")).body.items;
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      name: "张三",
      externalKey: "A1",
      gender: "male",
      phone: "13812345678",
      joinedOn: "2024-05-01",
      class: "household",
      channel: "import",
      extra: { 备注: "老客户" },
    });
    expect((await call("GET", "/customers?q=5678")).body.items).toHaveLength(2);
    expect(
      await rowsOf(
        `select control, state, customer_id from policy.obligation where subject_id = '${body.id}' order by control`,
      ),
    ).toEqual([
      { control: "customers.entry", state: "met", customer_id: "00000000-0000-0000-0000-000000000000" },
      { control: "customers.second-check", state: "open", customer_id: "00000000-0000-0000-0000-000000000000" },
    ]);
    expect(await rowsOf(`select data from platform.event where subject_id = '${body.id}'`)).toEqual([
      { data: { what: "customers", new: 2, updated: 0, unchanged: 0, refused: 0, customers: 0 } },
    ]);
    expect(await rowsOf(`select distinct created_by from customers.customer`)).toEqual([{ created_by: body.id }]);
  });

  test("comes again: nothing new, unchanged customers untouched, changed facts changed alone, blanks say nothing", async () => {
    await importText(t, two, plainMapping);
    expect((await importText(t, two, plainMapping)).body.counts).toMatchObject({ new: 0, updated: 0, unchanged: 2 });
    const changed = `${plainHeader}\nA1,张三丰,,13812345678,2024-05-01,老客户\nA2,李四,女,13912345678,2025/1/2,\nA3,王五,,,,\n`;
    expect((await importText(t, changed, plainMapping)).body.counts).toMatchObject({
      new: 1,
      updated: 1,
      unchanged: 1,
    });
    expect(
      await rowsOf("select name, gender, version, name_pinyin from customers.customer order by external_key"),
    ).toEqual([
      { name: "张三丰", gender: "male", version: 2, name_pinyin: "zhangsanfeng" },
      { name: "李四", gender: "female", version: 1, name_pinyin: "lisi" },
      { name: "王五", gender: null, version: 1, name_pinyin: "wangwu" },
    ]);
    expect(await rowsOf("select count(*)::int as n from customers.contact")).toEqual([{ n: 2 }]);
  });

  test("with addresses comes again: the sealed ones are not doubled", async () => {
    const mapping = {
      ...plainMapping,
      addresses: [{ detail: { column: "备注" }, division: { value: "广东省广州市天河区" } }],
    };
    await importText(t, two, mapping);
    expect((await importText(t, two, mapping)).body.counts).toMatchObject({ unchanged: 2 });
    expect(await rowsOf("select division from customers.address")).toEqual([{ division: "440106" }]);
  });

  test("is tried first: counts and errors without a trace in the customers", async () => {
    await importText(t, two, plainMapping);
    const { body } = await importText(
      t,
      `${plainHeader}\nA1,张三,女,,,\nA2,李四,女,,,\nA9,赵六,?,12,2024-02-30,\n`,
      plainMapping,
      { dryRun: true },
    );
    expect(body).toMatchObject({ dryRun: true, counts: { new: 0, updated: 1, unchanged: 1, refused: 1 } });
    expect(body.firstErrors).toEqual([
      expect.objectContaining({
        line: 4,
        record: 3,
        reasons: [
          expect.objectContaining({ field: "gender" }),
          expect.objectContaining({ field: "joinedOn" }),
          expect.objectContaining({ field: "contact.phone" }),
        ],
      }),
    ]);
    expect(body.firstErrors[0].reasons[1].text).toEqual({
      zh: "入网日期：「2024-02-30」不是有效日期",
      en: 'Customer since: "2024-02-30" is no valid date',
    });
    expect(await rowsOf("select external_key, gender from customers.customer order by 1")).toEqual([
      { external_key: "A1", gender: "male" },
      { external_key: "A2", gender: "female" },
    ]);
  });

  test("a member number of another customer, and keys that come twice, are refused with their reason", async () => {
    const mapping = {
      what: "customers",
      fields: { externalKey: { column: "k" }, name: { column: "n" }, memberNumber: { column: "m" } },
      consent: plainConsent,
    };
    await importText(t, "k,n,m\nB1,张三,M1\n", mapping);
    const { body } = await importText(
      t,
      "k,n,m\nB2,李四,M1\nB3,王五,M3\nB3,王五,M4\nB4,赵六,M3\nB1,张三,M9\n",
      mapping,
    );
    expect(body.counts).toMatchObject({ new: 1, updated: 1, refused: 3 });
    expect(body.firstErrors.map((one: any) => [one.line, one.reasons[0].text.en])).toEqual([
      [2, "Member number or external key: belongs to another customer"],
      [4, "External key: the same as on line 3"],
      [5, "Member number: the same as on line 3"],
    ]);
    // The replaced number is free again.
    expect((await importText(t, "k,n,m\nB5,钱七,M1\n", mapping)).body.counts).toMatchObject({ new: 1 });
  });

  test("bad rows come back as a file of themselves, which can be mended and imported", async () => {
    const { body } = await importText(t, `${plainHeader}\nC1,=1+1,男,,,\nC2,,男,,,"a,b"\nC3,少列\n`, plainMapping);
    expect(body.counts).toMatchObject({ new: 1, refused: 2 });
    const call = await t.as("data_group");
    const file = (await call("GET", `/imports/${body.id}/error-file`)).body as string;
    expect(file.replace("\ufeff", "").trim().split("\r\n")).toEqual([
      `行号,原因,${plainHeader}`,
      '3,名称：不能为空,C2,,男,,,"a,b"',
      "4,该行有2列，应为6列,C3,少列",
    ]);
    const workbook = await call("GET", `/imports/${body.id}/error-file?format=xlsx`, undefined, {
      "accept-language": "en",
    });
    expect(workbook.headers["content-type"]).toContain("spreadsheetml");
    const listed = (await call("GET", `/imports/${body.id}/refusals?limit=1`)).body;
    expect(listed).toMatchObject({ items: [{ record: 2, line: 3 }], next: "2" });
    expect((await call("GET", `/imports/${body.id}/refusals?cursor=2`)).body).toMatchObject({
      items: [{ record: 3 }],
      next: null,
    });
    const mended = `${file.replace("C2,,男", "C2,好名字,男").replace("\r\n4,", "\r\n#")}`
      .split("\r\n")
      .filter((line) => !line.startsWith("#"))
      .join("\r\n");
    expect((await importText(t, mended, plainMapping)).body.counts).toMatchObject({ new: 1, refused: 0 });
  });
});

test("purchases: equal rows are two, the same file again is none, an unknown customer is refused by name of the field", async () => {
  await importText(t, two, plainMapping);
  const mapping = { what: "purchases", customer: { column: "k" }, date: { column: "d" }, amount: { column: "a" } };
  const file = "k,d,a\nA1,2026-01-02,10.50\nA1,2026-01-02,10.50\nZZ,2026-01-02,1\nA2,2026-01-03,1.234\n";
  const { body } = await importText(t, file, mapping);
  expect(body.counts).toEqual({ new: 2, updated: 0, unchanged: 0, refused: 2, customers: 0 });
  expect(body.firstErrors.map((one: any) => [one.line, one.reasons[0].field])).toEqual([
    [4, "customer"],
    [5, "amount"],
  ]);
  expect((await importText(t, file, mapping)).body.counts).toMatchObject({ new: 0, unchanged: 2, refused: 2 });
  expect(
    await rowsOf("select amount::int, currency, at = '2026-01-02T00:00:00+08:00' as on_day from customers.purchase"),
  ).toEqual([
    { amount: 1050, currency: "CNY", on_day: true },
    { amount: 1050, currency: "CNY", on_day: true },
  ]);
});

describe("any file", () => {
  test.each([
    ["GB18030", encodeGb18030(two)!],
    ["UTF-16 with a mark", Buffer.from(`\ufeff${two}`, "utf16le")],
    ["semicolons", Buffer.from(two.replaceAll(",", ";"))],
  ])("in %s", async (_, content) => {
    expect((await importText(t, content, plainMapping)).body.counts).toMatchObject({ new: 2, refused: 0 });
    expect(await rowsOf("select name from customers.customer order by external_key")).toEqual([
      { name: "张三" },
      { name: "李四" },
    ]);
  });

  test("an Excel workbook", async () => {
    const { sink, bytes } = collector();
    await writeXlsx(
      sink,
      plainHeader.split(",").map((header) => ({ header })),
      [
        [
          ["A1", "张三", "男", "13812345678", "2024-05-01", "x"],
          ["A2", "李四", "", "", "", ""],
        ],
      ],
    );
    expect((await importText(t, bytes(), plainMapping, { name: "list.xlsx" })).body.counts).toMatchObject({
      new: 2,
      refused: 0,
    });
  });

  test("with one line of 100 MB: that line is refused, the others stand", async () => {
    const content = Buffer.concat([
      Buffer.from(`${plainHeader}\nA1,张三,男,,,\nA2,`),
      Buffer.alloc(100 * 2 ** 20, "x"),
      Buffer.from("\nA3,李四,女,,,\n"),
    ]);
    const { body } = await importText(t, content, plainMapping);
    expect(body).toMatchObject({ state: "done", counts: { new: 2, refused: 1 } });
    expect(body.firstErrors[0]).toMatchObject({ line: 3 });
  });

  test("a formula in a cell stays a text, and leaves as one", async () => {
    await importText(t, `${plainHeader}\nA1,"=HYPERLINK(""http://x"")",男,,,+cmd\n`, plainMapping);
    expect(await rowsOf("select name from customers.customer")).toEqual([{ name: '=HYPERLINK("http://x")' }]);
  });

  test.each([
    ["empty", "", "tables.empty"],
    ["only a header", plainHeader, "tables.header_only"],
    ["a column missing", "编号,姓名\nA,B\n", "import.missing_columns"],
  ])("%s is refused at once", async (_, content, code) => {
    const { status, body } = await importText(t, content, plainMapping);
    expect([status, body.code]).toEqual([422, code]);
  });

  test("without a key column is refused: a repeated import would double everybody", async () => {
    const { body } = await importText(t, two, { ...plainMapping, fields: { name: { column: "姓名" } } });
    expect(body).toMatchObject({ status: 422, code: "import.no_key" });
  });
});

describe("the preview", () => {
  const preview = async (content: string | Buffer, what = "customers", format = {}) => {
    const file = await upload(t, content);
    return (await t.as("data_group"))("POST", "/imports/preview", { fileId: file.body.id, what, format });
  };

  test("guesses by names and content; numbers of documents are never kept in clear", async () => {
    const { body } = await preview(
      "客户编号,客户姓名,联系,身份证号,所在地区\n1,张三,13812345678,110101199001011237,广州市\n2,李四,13912345678,110101199001011245,北京市\n",
    );
    expect(body).toMatchObject({ kind: "csv", encoding: "utf-8", delimiter: ",", mappedBy: "guess" });
    expect(body.mapping).toMatchObject({
      key: "externalKey",
      fields: { externalKey: { column: "客户编号" }, name: { column: "客户姓名" }, division: { column: "所在地区" } },
      contacts: [{ kind: "phone", from: { column: "联系" } }],
      ignore: ["身份证号"],
    });
  });

  test("takes another encoding and delimiter when told", async () => {
    const { body } = await preview(encodeGb18030("编号|姓名,别名\n1|张三,x\n")!, "customers", {
      encoding: "gb18030",
      delimiter: "|",
    });
    expect(body.columns).toEqual(["编号", "姓名,别名"]);
  });

  test("remembers how the same header was mapped", async () => {
    await importText(t, two, { ...plainMapping, ignore: ["备注"] });
    const { body } = await preview(`${plainHeader}\nZ,赵,,,,\n`);
    expect(body).toMatchObject({ mappedBy: "memory", mapping: { ignore: ["备注"] } });
  });

  test("offers the shipped mapping that fits", async () => {
    const { body } = await preview(
      " customer_id  date number_of_cds  dollar_value\r\n 00001 19970101  1   11.77\r\n",
      "purchases",
    );
    expect(body).toMatchObject({
      mappedBy: "shipped",
      delimiter: "spaces",
      shipped: [{ name: "cdnow-purchases" }],
      mapping: { create: true },
    });
  });
});

describe("rights", () => {
  test.each(["agent", "manager", "account_manager"])("%s may neither upload nor import", async (role) => {
    expect((await upload(t, two, "x.csv", role)).status).toBe(403);
    expect((await (await t.as(role))("GET", "/imports")).status).toBe(403);
  });

  test("fields that the role may not write are refused by name", async () => {
    const file = await upload(t, two);
    await t.pool.query(
      "update identity.role set grants = array_remove(grants, 'customer.personal:write') where key = 'data_group'",
    );
    await new Promise((resolve) => setTimeout(resolve, 3_100));
    const { status, body } = await (
      await t.as("data_group")
    )("POST", "/imports", { fileId: file.body.id, mapping: plainMapping });
    expect([status, body.errors]).toEqual([403, [{ field: "gender", reason: expect.any(String) }]]);
    await t.pool.query(
      "update identity.role set grants = grants || '{customer.personal:write}' where key = 'data_group'",
    );
    await new Promise((resolve) => setTimeout(resolve, 3_100));
  });

  test("a mapping that is no mapping is refused by field", async () => {
    const file = await upload(t, two);
    const { status, body } = await (
      await t.as("data_group")
    )("POST", "/imports", {
      fileId: file.body.id,
      mapping: { what: "customers", fields: { nonsense: { column: "x" } } },
    });
    expect(status).toBe(400);
    expect(body.errors[0].field).toContain("mapping");
  });
});

describe("notice and consent (B3.1.2)", () => {
  const { consent: _, ...undeclared } = plainMapping;
  const consents = () =>
    rowsOf(
      `select c.external_key as key, s.purpose, s.evidence_kind as kind, s.evidence, s.notice, s.given_by as "givenBy", s.given_at::text as at
         from customers.consent s join customers.customer c using (customer_id) order by 1`,
    );

  test.each([true, false])("a file without a declaration is refused with its clause (dry run: %s)", async (dryRun) => {
    const { rows: before } = await t.pool.query("select count(*)::int as n from customers.import");
    const { status, body } = await importText(t, two, undeclared, { dryRun });
    expect([status, body.code, body.clause.number]).toEqual([403, "policy.guarded", "B3.1.2"]);
    expect((await t.pool.query("select count(*)::int as n from customers.import")).rows).toEqual(before);
    expect(
      await rowsOf(
        "select outcome, clause from policy.guard_check where subject_type = 'import' and control = 'customers.collection-consent' order by id desc limit 1",
      ),
    ).toEqual([{ outcome: "refused", clause: "B3.1.2" }]);
  });

  test("a declaration without evidence or notice is refused; one that says nothing known is named by field", async () => {
    for (const part of ["evidence", "notice"]) {
      const mapping = { ...plainMapping, consent: { ...plainConsent, [part]: { value: " " } } };
      expect((await importText(t, two, mapping)).body).toMatchObject({ status: 403, code: "policy.guarded" });
    }
    const { body } = await importText(t, two, {
      ...plainMapping,
      consent: { ...plainConsent, evidenceKind: { value: "hearsay" }, givenAt: { value: "2027-01-01" } },
    });
    expect([body.status, body.errors.map((one: any) => one.field)]).toEqual([
      400,
      ["mapping.consent.evidenceKind", "mapping.consent.givenAt"],
    ]);
  });

  test("new customers get what was declared; the clause names the purpose, and its answer is kept once", async () => {
    const { body } = await importText(t, two, {
      ...plainMapping,
      consent: { ...plainConsent, givenAt: { value: "2024-01-02" } },
    });
    const given = {
      purpose: "service",
      kind: "contract",
      evidence: "2024 年业务合同",
      notice: "v1",
      givenBy: "customer",
      at: "2024-01-01 16:00:00+00",
    };
    expect((await consents()).map((one) => ({ ...one, at: new Date(one.at).toISOString() }))).toEqual(
      ["A1", "A2"].map((key) => ({ key, ...given, at: "2024-01-01T16:00:00.000Z" })),
    );
    expect(await rowsOf(`select outcome from policy.guard_check where subject_id = '${body.id}'`)).toEqual([
      { outcome: "allowed" },
    ]);
    // Who is there keeps the consents that they gave.
    await importText(t, `${plainHeader}\nA1,张三丰,,,,\n`, plainMapping);
    expect(await consents()).toHaveLength(2);
  });

  test("told row by row: new customers without it are refused with the clause, known ones are not", async () => {
    await importText(t, `${plainHeader}\nA9,老客户,男,,,\n`, plainMapping);
    const mapping = {
      ...plainMapping,
      consent: { evidenceKind: { column: "凭证" }, evidence: { column: "凭证号" }, notice: { value: "v1" } },
    };
    const file = `${plainHeader},凭证,凭证号\nA1,张三,男,,,,签字,S-1\nA2,李四,女,,,,,\nA3,王五,男,,,,签字,\nA9,老客户,女,,,,,\nA4,赵六,女,,,,口头,X\n`;
    for (const dryRun of [true, false]) {
      const { body } = await importText(t, file, mapping, { dryRun });
      expect(body.counts).toMatchObject({ new: 1, updated: 1, refused: 3 });
      expect(body.firstErrors.map((one: any) => [one.line, one.reasons[0].text.en])).toEqual([
        [3, 'The customer has not consented to "Providing the service". (B3.1.2 Notice and consent)'],
        [4, 'The consent to "Providing the service" has no evidence. (B3.1.2 Notice and consent)'],
        [6, "Kind of evidence: none of the known values"],
      ]);
      expect(body.firstErrors[0].reasons[0].clause).toMatchObject({ clause: "B3.1.2" });
    }
    expect((await consents()).map((one) => [one.key, one.kind, one.evidence])).toEqual([
      ["A1", "signature", "S-1"],
      ["A9", "contract", "2024 年业务合同"],
    ]);
  });

  test("a child's file needs a guardian, row by row, also under a declaration for all", async () => {
    const mapping = {
      what: "customers",
      fields: { externalKey: { column: "k" }, name: { column: "n" }, birthDate: { column: "b" } },
      consent: plainConsent,
    };
    const { body } = await importText(t, "k,n,b\nK1,小明,2020-01-01\nK2,大明,1990-01-01\n", mapping);
    expect(body.counts).toMatchObject({ new: 1, refused: 1 });
    expect(body.firstErrors[0].reasons[0].text.en).toContain("a guardian has to consent");
  });

  test("purchases that make customers are asked alike; those that make none are not", async () => {
    const mapping = { what: "purchases", customer: { column: "k" }, date: { column: "d" }, amount: { column: "a" } };
    const file = "k,d,a,e\nP1,2026-01-02,1,签字\nP2,2026-01-03,2,\nP1,2026-01-04,3,\nP2,2026-01-05,4,\n";
    expect((await importText(t, file, { ...mapping, create: true })).body).toMatchObject({ code: "policy.guarded" });
    expect((await importText(t, file, mapping)).body.counts).toMatchObject({ new: 0, refused: 4 });
    const byRow = { evidenceKind: { column: "e" }, evidence: { column: "e" }, notice: { value: "v1" } };
    const { body } = await importText(t, file, { ...mapping, create: true, consent: byRow });
    expect(body.counts).toEqual({ new: 2, updated: 0, unchanged: 0, refused: 2, customers: 1 });
    expect(body.firstErrors.map((one: any) => [one.line, one.reasons[0].clause.clause])).toEqual([
      [3, "B3.1.2"],
      [5, "B3.1.2"],
    ]);
    expect((await consents()).map((one) => one.key)).toEqual(["P1"]);
  });

  test("what was declared of one file is not remembered for the next", async () => {
    await importText(t, two, plainMapping);
    const file = await upload(t, `${plainHeader}\nZ,赵,,,,\n`);
    const { body } = await (
      await t.as("data_group")
    )("POST", "/imports/preview", { fileId: file.body.id, what: "customers" });
    expect(body.mappedBy).toBe("memory");
    expect(body.mapping.consent).toBeUndefined();
  });
});

describe("a dry run", () => {
  test("is run for real with its file and mapping, once it is done", async () => {
    const call = await t.as("data_group");
    const tried = await importText(t, two, plainMapping, { dryRun: true });
    const started = await call("POST", `/imports/${tried.body.id}/run`, {});
    expect([started.status, started.body.dryRun, started.body.state]).toEqual([202, false, "queued"]);
    await workRun(t.services, importRuns, started.body.runId);
    expect((await call("GET", `/imports/${started.body.id}`)).body.counts).toMatchObject({ new: 2 });
    const again = await call("POST", `/imports/${started.body.id}/run`, {});
    expect([again.status, again.body.code]).toEqual([409, "import.not_tried"]);
    expect((await call("POST", "/imports/00000000-0000-7000-8000-000000000000/run", {})).status).toBe(404);
    expect((await (await t.as("manager"))("POST", `/imports/${tried.body.id}/run`, {})).status).toBe(403);
  });

  test("that is not done yet cannot be run", async () => {
    const call = await t.as("data_group");
    const file = await upload(t, two);
    const { body } = await call("POST", "/imports", { fileId: file.body.id, mapping: plainMapping, dryRun: true });
    expect((await call("POST", `/imports/${body.id}/run`, {})).body).toMatchObject({ code: "import.not_tried" });
  });
});

describe("refused rows", () => {
  const bad = `${plainHeader},身份证号\nC1,,男,13812345678,,,110101199001011237\nC2,李四,女,1381234567890123456,,,\n`;

  test("show numbers masked to those who may not see them; reasons do not tell them either; the file is whole", async () => {
    const mapping = {
      ...plainMapping,
      contacts: [{ kind: "phone", from: { column: "手机", as: [{ use: "phone" }] } }],
      ignore: ["身份证号"],
    };
    const { body } = await importText(t, bad, mapping);
    const call = await t.as("data_group");
    const read = async () => (await call("GET", `/imports/${body.id}/refusals`)).body.items;
    // The data group sees phones clear, but reveals ID numbers one by one.
    expect((await read())[0].cells).toEqual(["C1", "", "男", "13812345678", "", "", "110***********1237"]);
    await withoutGrant("contact.contact:clear", async () => {
      const items = await read();
      expect(items[0].cells[3]).toBe("138****5678");
      expect(items[1].cells[3]).toBe("138************3456");
      expect(JSON.stringify(items)).not.toContain("1381234567");
      expect(JSON.stringify((await call("GET", `/imports/${body.id}`)).body)).not.toContain("1381234567");
      expect((await call("GET", `/imports/${body.id}/error-file`)).body).toContain("13812345678");
    });
  });

  test("are forgotten after their days, by the installation's setting; their number stays", async () => {
    const call = await t.as("data_group");
    const { body } = await importText(t, bad, plainMapping);
    const sweep = (days: number) =>
      write(
        t.services,
        { actor: systemActor("worker"), now: new Date(t.services.clock.now().getTime() + days * 86_400_000) },
        importTasks["customers.sweep-refusals"]! as (ctx: Context) => Promise<void>,
      );
    const kept = async () => (await call("GET", `/imports/${body.id}/refusals`)).body.items.length;
    const both = await kept();
    expect(both).toBe(2);
    await sweep(29);
    expect(await kept()).toBe(both);
    await t.pool.query(
      "insert into platform.setting (name, value) values ('customers.import', '{\"refusalDays\": 60}')",
    );
    await sweep(31);
    expect(await kept()).toBe(both);
    await t.pool.query("delete from platform.setting where name = 'customers.import'");
    await sweep(31);
    expect(await kept()).toBe(0);
    expect((await call("GET", `/imports/${body.id}`)).body.counts.refused).toBe(both);
    await t.pool.query("update customers.import set created_at = created_at - interval '31 days' where id = $1", [
      body.id,
    ]);
    const file = await call("GET", `/imports/${body.id}/error-file`);
    expect([file.status, file.body.code]).toEqual([410, "import.refusals_gone"]);
  });
});

test("imports are listed newest first, page by page, to those who import", async () => {
  const call = await t.as("data_group");
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) ids.unshift((await importText(t, two, plainMapping)).body.id);
  const first = (await call("GET", "/imports?limit=2")).body;
  expect(first.items.map((one: any) => one.id)).toEqual(ids.slice(0, 2));
  const second = (await call("GET", `/imports?limit=1&cursor=${first.next}`)).body;
  expect(second.items.map((one: any) => one.id)).toEqual(ids.slice(2));
  expect((await call("GET", "/imports?cursor=x")).status).toBe(400);
  for (const url of ["", `/${ids[0]}`, `/${ids[0]}/refusals`, `/${ids[0]}/error-file`])
    expect((await (await t.as("agent"))("GET", `/imports${url}`)).status).toBe(403);
});

test("a customer's timeline begins with the import that brought it", async () => {
  const { body } = await importText(t, two, plainMapping);
  const call = await t.as("data_group");
  const [{ customerId, version }] = (await call("GET", "/customers?q=zhangsan")).body.items;
  await call("PATCH", `/customers/${customerId}`, { version, facts: { gender: "other" } });
  const { items, next } = (await call("GET", `/customers/${customerId}/events`)).body;
  expect(items.map((one: any) => one.kind).at(-1)).toBe("customers.customer.imported");
  expect(items.at(-1)).toMatchObject({ subjectType: "import", subjectId: body.id, data: { file: "customers.csv" } });
  expect([next, items.length]).toEqual([null, 2]);
  const page = (await call("GET", `/customers/${customerId}/events?limit=1`)).body;
  expect(page.items).toHaveLength(1);
  const rest = (await call("GET", `/customers/${customerId}/events?limit=1&cursor=${page.next}`)).body;
  expect([rest.items[0].kind, rest.next]).toEqual(["customers.customer.imported", null]);
});

/** The data group for a while without one of its rights. */
async function withoutGrant(grant: string, work: () => Promise<void>) {
  const { rows } = await t.pool.query("select grants from identity.role where key = 'data_group'");
  await t.pool.query("update identity.role set grants = array_remove(grants, $1) where key = 'data_group'", [grant]);
  await new Promise((resolve) => setTimeout(resolve, 3_100));
  try {
    await work();
  } finally {
    await t.pool.query("update identity.role set grants = $1 where key = 'data_group'", [rows[0].grants]);
    await new Promise((resolve) => setTimeout(resolve, 3_100));
  }
}
