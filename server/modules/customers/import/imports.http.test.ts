import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { importText, plainHeader, plainMapping, upload } from "./testing.ts";
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
