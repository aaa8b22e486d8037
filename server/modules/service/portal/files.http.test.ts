import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stat } from "node:fs/promises";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { filePath, sweepFiles } from "../../../platform/files/index.ts";
import { newId } from "../../../platform/ids.ts";
import { sweepPortal } from "./code.store.ts";
import { customerAt, oneFile, png } from "./testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let agent: Awaited<ReturnType<typeof t.as>>;
type Call = Awaited<ReturnType<typeof customerAt>>;
let me: Call;
let other: Call;
let mine: string;

beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z", { YOUZHANG_DEMO: "none" });
  agent = await t.as("agent");
  const enter = async (name: string, value: string) =>
    (await agent("POST", "/customers", newCustomer({ name }, { contacts: [{ kind: "phone", value }] }))).body
      .customerId as string;
  mine = await enter("尉迟敬", "13911112222");
  await enter("别人", "13933334444");
  [me, other] = [await customerAt(t, "13911112222"), await customerAt(t, "13933334444")];
});
afterAll(() => t.close());

const upload = (call: Call, name = "现场.png", bytes: Buffer | string = png, url = "/portal/files") =>
  call("POST", url, ...oneFile(name, bytes));
const uploaded = async (call: Call, name?: string, url?: string): Promise<string> => {
  const { status, body } = await upload(call, name, png, url);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
};
const ask = (more: object = {}) => ({ kind: "fault", subject: "机顶盒坏了", content: "屏幕全黑", ...more });
const filed = async (call: Call, more: object = {}): Promise<string> => {
  const { status, body } = await call("POST", "/portal/tickets", ask(more));
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
};
const namesOf = (page: { body: any }) => page.body.files.map((one: any) => one.name);

describe("files that a customer gives", () => {
  test("go with the ticket that is filed: the customer and the agent find and open them, with headers that let nothing run", async () => {
    const ids = [await uploaded(me, "现场 1.png"), await uploaded(me, "铭牌.png")];
    const made = await me("POST", "/portal/tickets", ask({ files: ids }));
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(made.body.files).toMatchObject([
      { name: "现场 1.png", mediaType: "image/png", size: png.length, givenBy: "customer", entryId: null },
      { name: "铭牌.png" },
    ]);
    expect(JSON.stringify(made.body)).not.toMatch(/fileId|sha256/);
    const file = await me("GET", `/portal/tickets/${made.body.id}/files/${made.body.files[0].id}`);
    expect(file.status).toBe(200);
    expect(file.headers).toMatchObject({
      "content-type": "image/png",
      "content-length": String(png.length),
      "content-disposition": "inline; filename*=UTF-8''%E7%8E%B0%E5%9C%BA%201.png",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    const { items } = (await agent("GET", `/tickets/${made.body.id}/attachments`)).body;
    expect(items.map((one: any) => [one.name, one.givenBy])).toEqual([
      ["现场 1.png", "customer"],
      ["铭牌.png", "customer"],
    ]);
    expect((await agent("GET", `/tickets/${made.body.id}/attachments/${items[0].id}/file`)).status).toBe(200);
    // Kept for good: the sweep of uploads takes nothing of it.
    const kept = await t.pool.query("select expires_at from platform.file where id = any($1::uuid[])", [ids]);
    expect(kept.rows).toEqual([{ expires_at: null }, { expires_at: null }]);
  });

  test.each([
    ["发票.png", Buffer.from(`MZ${"\0".repeat(200)}`), 415, /“发票.png”.*内容与文件名不符（可执行程序）/],
    ["安装.exe", Buffer.from(`MZ${"\0".repeat(200)}`), 415, /“安装.exe”.*可执行程序/],
    ["页.html", Buffer.from("<html><script>1</script></html>"), 415, /“页.html”.*浏览器/],
    ["图.svg", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='1'/>"), 415, /“图.svg”/],
    ["空.png", Buffer.alloc(0), 415, /“空.png”.*空文件/],
    ["视频.mp4", Buffer.alloc(20 * 1024 * 1024 + 1, 1), 413, /“视频.mp4”太大.*20 MB/],
  ])("%s is refused by its name with the reason, and nothing of it stays", async (name, bytes, status, words) => {
    const before = await t.pool.query("select count(*)::int as n from platform.file");
    const refused = await upload(me, name, bytes);
    expect([refused.status, refused.body.title]).toEqual([status, expect.stringMatching(words)]);
    expect((await t.pool.query("select count(*)::int as n from platform.file")).rows).toEqual(before.rows);
  });

  test("are added to a ticket with words or without; on a closed one they open it again", async () => {
    const id = await filed(me);
    const first = await me("POST", `/portal/tickets/${id}/entries`, {
      body: "照片如下",
      files: [await uploaded(me, "一.png")],
    });
    expect(first.status, JSON.stringify(first.body)).toBe(201);
    expect(first.body.files).toMatchObject([{ name: "一.png", entryId: first.body.entries[0].id }]);
    await agent("POST", `/tickets/${id}/closure`, { outcome: "已更换" });
    const again = await me("POST", `/portal/tickets/${id}/entries`, { files: [await uploaded(me, "二.png")] });
    expect([again.status, again.body.state]).toEqual([201, "working"]);
    expect(namesOf(again)).toEqual(["一.png", "二.png"]);
    expect((await agent("GET", `/tickets/${id}/entries`)).body.items[0]).toMatchObject({ kind: "customer" });
    for (const wrong of [
      {},
      { body: "  " },
      { files: [] },
      { body: "字", files: ["1"] },
      { files: Array(11).fill(id) },
    ])
      expect((await me("POST", `/portal/tickets/${id}/entries`, wrong)).status, JSON.stringify(wrong)).toBe(400);
  });

  test("are used once, by who uploaded them, within a day; where one is not, nothing is filed", async () => {
    const [once, foreign] = [await uploaded(me), await uploaded(other)];
    const id = await filed(me, { files: [once] });
    for (const files of [[once], [foreign], [newId()], [await uploaded(me), foreign]]) {
      const refused = await me("POST", "/portal/tickets", ask({ files, subject: "不该有的工单" }));
      expect([refused.status, refused.body.errors]).toEqual([400, [expect.objectContaining({ field: "files" })]]);
      expect((await me("POST", `/portal/tickets/${id}/entries`, { body: "字", files })).status).toBe(400);
    }
    const { rows } = await t.pool.query("select 1 from service.ticket where subject = '不该有的工单'");
    expect(rows).toEqual([]);
    expect(namesOf(await me("GET", `/portal/tickets/${id}`))).toHaveLength(1);
    // At the same moment it is one ticket's only.
    const contested = await uploaded(me);
    const both = await Promise.all([1, 2, 3].map(() => me("POST", "/portal/tickets", ask({ files: [contested] }))));
    expect(both.map((one) => one.status).sort()).toEqual([201, 400, 400]);
  });

  test("are forgotten after a day where nothing was sent", async () => {
    const id = await uploaded(me);
    const now = t.clock.now();
    t.clock.set(new Date(now.getTime() + 25 * 3_600_000).toISOString());
    await t.pool.query("update service.portal_session set expires_at = 'infinity'");
    expect((await me("POST", "/portal/tickets", ask({ files: [id] }))).status).toBe(400);
    await write(t.services, { actor: systemActor("test") }, async (ctx) => {
      await sweepFiles(ctx);
      await sweepPortal(ctx);
    });
    await expect(stat(filePath(t.services.config, id))).rejects.toThrow();
    expect((await t.pool.query("select 1 from service.portal_upload where id = $1", [id])).rows).toEqual([]);
    t.clock.set(now.toISOString());
  });

  test("come sixty a day at most; without a file there is none", async () => {
    const someone = (
      await agent(
        "POST",
        "/customers",
        newCustomer({ name: "多文件" }, { contacts: [{ kind: "phone", value: "13755550000" }] }),
      )
    ).body.customerId;
    const call = await customerAt(t, "13755550000");
    await t.pool.query(
      "insert into service.portal_upload (customer_id, id, created_at) select $1, gen_random_uuid(), $2 from generate_series(1, 59)",
      [someone, t.clock.now()],
    );
    await uploaded(call);
    const refused = await upload(call);
    expect([refused.status, refused.body.code]).toEqual([429, "service.too_many_files"]);
    expect((await me("POST", "/portal/files", {})).body.code).toBe("files.missing");
  });
});

describe("files of a ticket", () => {
  test("that staff keep among themselves are never the customer's; what is given to them is", async () => {
    const id = await filed(me);
    const attach = (name: string, fields: Record<string, string> = {}) =>
      agent("POST", `/tickets/${id}/attachments`, ...oneFile(name, png, fields));
    const inside = (await attach("内部核查.png")).body.id;
    await attach("也是内部.png", { forCustomer: "no" });
    const given = (await attach("给您的账单.png", { forCustomer: "true" })).body.id;
    // Hung on a note it stays inside, whatever the row says of who gave it.
    const note = (await agent("POST", `/tickets/${id}/entries`, { kind: "note", body: "内部" })).body.id;
    const noted = newId();
    await t.pool.query(
      `insert into service.attachment (customer_id, id, ticket_id, entry_id, file_id, name, media_type, size, given_by, created_at)
       select customer_id, $1, ticket_id, $2, file_id, '备注里的.png', media_type, size, 'customer', created_at from service.attachment where id = $3`,
      [noted, note, given],
    );
    const page = await me("GET", `/portal/tickets/${id}`);
    expect(page.body.files).toMatchObject([{ id: given, name: "给您的账单.png", givenBy: "staff" }]);
    expect((await me("GET", `/portal/tickets/${id}/files/${given}`)).status).toBe(200);
    for (const hidden of [inside, noted, newId()])
      expect((await me("GET", `/portal/tickets/${id}/files/${hidden}`)).status).toBe(404);
    expect((await other("GET", `/portal/tickets/${id}/files/${given}`)).status).toBe(404);
    const own = await filed(me);
    expect((await me("GET", `/portal/tickets/${own}/files/${given}`)).status).toBe(404);
    expect((await agent("GET", `/tickets/${id}/attachments`)).body.items.map((one: any) => one.givenBy)).toEqual([
      null,
      null,
      "staff",
      "customer",
    ]);
  });

  test("stand under the link of that ticket too: read, opened and added to, and nothing beside", async () => {
    const id = await filed(me, { files: [await uploaded(me, "登录后上传.png")] });
    const beside = await filed(me, { files: [await uploaded(me, "旁边的.png")] });
    const besideFile = (await me("GET", `/portal/tickets/${beside}`)).body.files[0].id;
    const { token } = (await agent("POST", `/tickets/${id}/customer-link`, {})).body;
    const at = `/ticket-links/${token}`;
    const file = await uploaded(t.call, "扫码上传.png", `${at}/files`);
    const added = await t.call("POST", `${at}/entries`, { body: "补一张", files: [file] });
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    expect(namesOf(added)).toEqual(["登录后上传.png", "扫码上传.png"]);
    for (const one of added.body.files)
      expect((await t.call("GET", `${at}/files/${one.id}`)).headers["content-security-policy"]).toMatch(/sandbox/);
    expect(namesOf(await me("GET", `/portal/tickets/${id}`))).toEqual(["登录后上传.png", "扫码上传.png"]);
    expect((await t.call("GET", `${at}/files/${besideFile}`)).status).toBe(404);
    // What came under the link goes nowhere else, and what was uploaded signed in not under the link.
    const [ofLink, ofMine] = [await uploaded(t.call, "扫.png", `${at}/files`), await uploaded(me)];
    expect((await me("POST", "/portal/tickets", ask({ files: [ofLink] }))).status).toBe(400);
    expect((await t.call("POST", `${at}/entries`, { files: [ofMine] })).status).toBe(400);
    const second = (await agent("POST", `/tickets/${beside}/customer-link`, {})).body.token;
    expect((await t.call("POST", `/ticket-links/${second}/entries`, { files: [ofLink] })).status).toBe(400);
    const wrong = token.slice(0, -1) + (token.endsWith("A") ? "B" : "A");
    expect((await upload(t.call, "扫.png", png, `/ticket-links/${wrong}/files`)).status).toBe(404);
    expect((await t.call("GET", `/ticket-links/${wrong}/files/${added.body.files[0].id}`)).status).toBe(404);
    await agent("POST", `/tickets/${id}/customer-link`, {});
    expect((await upload(t.call, "扫.png", png, `${at}/files`)).status).toBe(404);
    expect((await t.call("GET", `${at}/files/${added.body.files[0].id}`)).status).toBe(404);
    expect(mine).toBeTruthy();
  });
});
