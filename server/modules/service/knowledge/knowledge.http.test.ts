import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import { enact, idsOf, promisesOf, runTask } from "../pack.testing.ts";
import { createTicket } from "../ticket/ticket.actions.ts";
import { promiseReviews } from "./knowledge.jobs.ts";
import { seedKnowledge } from "./seed.ts";

let t: Awaited<ReturnType<typeof testApp>>;
type Call = Awaited<ReturnType<typeof t.as>>;
let lead: Call;
let agent: Call;
let ids: Record<string, string>;

const text = {
  title: "遥控器失灵",
  category: "故障处理",
  keywords: ["遥控器", "电池"],
  applies: "按键没有反应",
  answer: "{customer}您好，请先更换电池。",
  body: "## 步骤\n\n1. 换电池\n2. 重新配对",
};
const titles = (body: any) => body.items.map((one: any) => one.title);
const search = async (q: string, call = agent) =>
  titles((await call("GET", `/articles?q=${encodeURIComponent(q)}`)).body);

beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  [lead, agent] = [await t.as("team_lead"), await t.as("agent")];
  ids = await idsOf(t);
  await write(t.services, { actor: systemActor("demo") }, (ctx) => seedKnowledge(ctx, ids.team_lead));
});
afterAll(() => t.close());

describe("looking up", () => {
  test.each([
    ["无信号", "机顶盒显示“无信号”怎么排查"],
    ["花屏", "画面马赛克或声音断续"],
    ["搬家", "移机：搬家后怎样继续使用"],
    ["wifi", "宽带上不了网或网速慢"],
    ["违约金", "退订和停机的规定"],
    ["kdzd", "看懂账单：每一项收费的含义"],
    ["kandong", "看懂账单：每一项收费的含义"],
    ["电视打开以后没有图像一片黑，机顶盒亮红灯", "机顶盒显示“无信号”怎么排查"],
    ["怎么开电子发票", "缴费渠道和发票"],
  ])("%s finds what is about it first", async (q, title) => expect((await search(q))[0]).toBe(title));

  test("what nothing speaks of finds nothing", async () => {
    expect(await search("量子纠缠")).toEqual([]);
    expect(await search("！？")).toEqual([]);
  });

  test("pages without words, by category too", async () => {
    const seen: string[] = [];
    let cursor: string | null = "";
    do {
      const { body }: { body: any } = await agent("GET", `/articles?limit=5${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map((one: any) => one.id));
      cursor = body.next;
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([12, 12]);
    const { body } = await agent("GET", "/article-categories");
    expect(body.items).toContainEqual({ category: "故障处理", count: 3 });
    expect((await agent("GET", `/articles?category=${encodeURIComponent("故障处理")}`)).body.items).toHaveLength(3);
    expect((await agent("GET", "/articles?cursor=nonsense")).status).toBe(400);
  });

  test("suggests articles and replies for what a customer wrote", async () => {
    const asked = encodeURIComponent("客户来电称昨晚起宽带一直断网，光猫红灯闪烁，要求尽快上门维修");
    const { body } = await agent("GET", `/knowledge/suggestions?text=${asked}`);
    expect(body.articles[0].title).toBe("宽带上不了网或网速慢");
    expect(body.replies.map((one: any) => one.title)).toContain("约定上门时间");
    expect(body.articles[0]).not.toHaveProperty("body");
    expect((await agent("GET", "/knowledge/suggestions?text=")).body).toEqual({ articles: [], replies: [] });
  });
});

describe("an article", () => {
  let made: any;
  test("is a draft that readers do not find until it is published", async () => {
    const { status, body } = await lead("POST", "/articles", text);
    expect([status, body.state, body.ownerName]).toEqual([201, "draft", "周建国"]);
    made = body;
    expect(await search("遥控器失灵")).not.toContain(text.title);
    expect((await agent("GET", `/articles/${made.id}`)).status).toBe(404);
    expect((await agent("GET", "/articles?state=draft")).body.items.map((one: any) => one.state)).not.toContain(
      "draft",
    );
    expect(titles((await lead("GET", "/articles?state=draft")).body)).toEqual([text.title]);
    const published = await lead("POST", `/articles/${made.id}/publication`, { version: 1, reviewOn: "2026-09-01" });
    expect(published.body).toMatchObject({ state: "published", edition: 1, reviewOn: "2026-09-01", draft: null });
    expect((await search("遥控器"))[0]).toBe(text.title);
  });

  test("is edited as a draft beside what readers see, and every edition stays", async () => {
    const { body } = await lead("PUT", `/articles/${made.id}/draft`, {
      ...text,
      title: "遥控器没反应",
      note: "改标题",
      version: 2,
    });
    expect(body).toMatchObject({ title: "遥控器失灵", draft: { edition: 2, title: "遥控器没反应", note: "改标题" } });
    expect((await agent("GET", `/articles/${made.id}`)).body).toMatchObject({ title: "遥控器失灵", draft: null });
    const stale = await lead("PUT", `/articles/${made.id}/draft`, { ...text, version: 2 });
    expect([stale.status, stale.body.code, stale.body.version]).toEqual([409, "service.changed", 3]);
    await lead("POST", `/articles/${made.id}/publication`, { version: 3 });
    const editions = (await lead("GET", `/articles/${made.id}/editions`)).body.items;
    expect(editions.map((one: any) => [one.edition, one.title, Boolean(one.publishedAt)])).toEqual([
      [2, "遥控器没反应", true],
      [1, "遥控器失灵", true],
    ]);
    expect((await lead("POST", `/articles/${made.id}/publication`, { version: 4 })).body.code).toBe("service.no_draft");
    await lead("PUT", `/articles/${made.id}/draft`, { ...text, version: 4 });
    expect((await lead("POST", `/articles/${made.id}/draft/removal`, { version: 5 })).body.draft).toBeNull();
  });

  test.each([
    ["an unknown variable", { answer: "{phone}您好" }],
    ["no title", { title: " " }],
    ["an owner who is not at work here", { ownerId: newId() }],
    ["fields that it does not have", { html: "<b>" }],
    ["a keyword that is a letter", { keywords: ["x".repeat(31)] }],
  ])("with %s is refused", async (_, wrong) => {
    expect((await lead("POST", "/articles", { ...text, ...wrong })).status).toBe(400);
  });

  test("names the variable that is wrong", async () => {
    const { body } = await lead("POST", "/articles", { ...text, answer: "{phone}您好" }, { "accept-language": "en" });
    expect(body.errors[0]).toMatchObject({ field: "answer", reason: expect.stringContaining("{phone}") });
  });

  test("helped or not, each reader once; what was missed is for editors", async () => {
    await agent("PUT", `/articles/${made.id}/vote`, { helpful: true });
    const { body } = await agent("PUT", `/articles/${made.id}/vote`, { helpful: false, missing: "没写型号" });
    expect(body).toEqual({ helpful: false });
    const seen = (await agent("GET", `/articles/${made.id}`)).body;
    expect(seen).toMatchObject({ helpful: 0, unhelpful: 1, vote: false, missed: [] });
    expect((await lead("GET", `/articles/${made.id}`)).body.missed).toMatchObject([{ missing: "没写型号" }]);
  });

  test("is withdrawn with a reason, and comes back with a new edition", async () => {
    const { version } = (await lead("GET", `/articles/${made.id}`)).body;
    expect((await lead("POST", `/articles/${made.id}/withdrawal`, { version, reason: "" })).status).toBe(400);
    const { body } = await lead("POST", `/articles/${made.id}/withdrawal`, { version, reason: "型号停产" });
    expect(body).toMatchObject({ state: "withdrawn", withdrawnReason: "型号停产", reviewOn: null });
    expect(await search("遥控器")).not.toContain("遥控器没反应");
    expect((await agent("PUT", `/articles/${made.id}/vote`, { helpful: true })).status).toBe(404);
    expect(
      (await lead("POST", `/articles/${made.id}/withdrawal`, { version: version + 1, reason: "再停" })).status,
    ).toBe(409);
    await lead("PUT", `/articles/${made.id}/draft`, { ...text, version: version + 1 });
    const back = await lead("POST", `/articles/${made.id}/publication`, { version: version + 2 });
    expect(back.body).toMatchObject({ state: "published", edition: 3, withdrawnReason: null });
  });
});

describe("the promise of a review (S4.1)", () => {
  beforeAll(() => enact(t, "service"));
  let made: any;
  test("begins with publication, ends by the term of the clause or earlier, and is the owner's", async () => {
    made = (await lead("POST", "/articles", { ...text, title: "光猫重启" })).body;
    const late = await lead(
      "POST",
      `/articles/${made.id}/publication`,
      { version: 1, reviewOn: "2027-03-01" },
      { "accept-language": "en" },
    );
    expect([late.status, late.body.errors[0].reason]).toEqual([
      400,
      "S4.1 wants the review by 2026-12-12 at the latest",
    ]);
    const { body } = await lead("POST", `/articles/${made.id}/publication`, { version: 1 });
    expect(body.reviewOn).toBe("2026-12-12");
    expect((await promisesOf(t, "service.article-review")).filter((one) => one.subjectId === made.id)).toMatchObject([
      { clause: "S4.1", state: "open", assigneeId: ids.team_lead, term: "180d" },
    ]);
  });

  test("is kept by reviewing, which begins the next, of another owner if one is named", async () => {
    t.clock.set("2026-06-20T02:00:00.000Z");
    const { body } = await lead("POST", `/articles/${made.id}/review`, {
      version: 2,
      ownerId: ids.manager,
      reviewOn: "2026-07-01",
    });
    expect(body).toMatchObject({ reviewOn: "2026-07-01", ownerName: "沈明辉", reviewedByName: "周建国" });
    const promises = (await promisesOf(t, "service.article-review")).filter((one) => one.subjectId === made.id);
    expect(promises).toMatchObject([
      { state: "met" },
      { state: "open", assigneeId: ids.manager, dueAt: "2026-07-01T02:00:00Z" },
    ]);
    expect((await lead("POST", `/articles/${made.id}/review`, { version: 3, reviewOn: "2026-06-20" })).status).toBe(
      400,
    );
  });

  test("ends when the article is taken out of use", async () => {
    await lead("POST", `/articles/${made.id}/withdrawal`, { version: 3, reason: "并入其他条目" });
    const promises = (await promisesOf(t, "service.article-review")).filter((one) => one.subjectId === made.id);
    expect(promises.map((one) => one.state)).toEqual(["met", "met"]);
  });

  test("is made for articles that were in use before the clause, once", async () => {
    await runTask(t, promiseReviews);
    await runTask(t, promiseReviews);
    const open = (await promisesOf(t, "service.article-review")).filter((one) => one.state === "open");
    expect(open).toHaveLength(13);
    expect((await lead("GET", "/articles?reviewBy=2026-12-31&owner=me")).body.items.length).toBe(13);
  });
});

describe("saved replies", () => {
  test("are one's own or for all; a colleague's own is not there for others", async () => {
    const own = (
      await agent("POST", "/saved-replies", {
        title: "我的回复",
        category: "问候",
        body: "{customer}好，{agent}",
        keywords: ["独家"],
      })
    ).body;
    expect(own).toMatchObject({ shared: false, version: 1 });
    const others = await lead("GET", `/saved-replies?q=${encodeURIComponent("独家")}`);
    expect(others.body.items).toEqual([]);
    expect(
      (await lead("PUT", `/saved-replies/${own.id}`, { title: "改", category: "c", body: "b", version: 1 })).status,
    ).toBe(404);
    expect((await lead("POST", `/saved-replies/${own.id}/uses`, {})).status).toBe(404);
    expect((await lead("DELETE", `/saved-replies/${own.id}`)).status).toBe(404);
    expect(titles((await agent("GET", `/saved-replies?q=${encodeURIComponent("独家")}`)).body)).toEqual(["我的回复"]);
    const suggested = (await lead("GET", `/knowledge/suggestions?text=${encodeURIComponent("我的回复独家")}`)).body;
    expect(suggested.replies.map((one: any) => one.title)).not.toContain("我的回复");
    expect((await agent("DELETE", `/saved-replies/${own.id}`)).status).toBe(204);
  });

  test("for all are kept by those who write the knowledge base", async () => {
    const given = { title: "公用", category: "问候", body: "您好" };
    const refused = await agent("POST", "/saved-replies", { ...given, shared: true });
    expect([refused.status, refused.body.code]).toEqual([403, "service.shared_reply"]);
    const shared = (await lead("POST", "/saved-replies", { ...given, shared: true })).body;
    expect((await agent("PUT", `/saved-replies/${shared.id}`, { ...given, version: 1 })).status).toBe(403);
    expect((await agent("DELETE", `/saved-replies/${shared.id}`)).status).toBe(403);
    expect((await lead("PUT", `/saved-replies/${shared.id}`, { ...given, body: "{who}", version: 1 })).status).toBe(
      400,
    );
    const { body } = await lead("PUT", `/saved-replies/${shared.id}`, { ...given, body: "{agent}好", version: 1 });
    expect([body.body, body.version]).toEqual(["{agent}好", 2]);
    expect((await lead("PUT", `/saved-replies/${shared.id}`, { ...given, version: 1 })).body.code).toBe(
      "service.changed",
    );
  });
});

describe("used while handling", () => {
  let ticket: { id: string; number: string };
  beforeAll(async () => {
    const customer = (await agent("POST", "/customers", newCustomer({ name: "王海" }))).body;
    ticket = await write(t.services, { actor: systemActor("test") }, (ctx) =>
      createTicket(ctx, {
        customerId: customer.customerId,
        kind: "enquiry",
        source: "hotline",
        subject: "电视无信号",
        content: "全家黑屏",
        departmentId: ids.HL!,
      }),
    );
  });

  test("a reply is filled for its ticket, what has no value stays and is named, and the use is kept", async () => {
    const [reply] = (await agent("GET", `/saved-replies?q=${encodeURIComponent("已登记")}`)).body.items;
    const { status, body } = await agent("POST", `/saved-replies/${reply.id}/uses`, { ticketId: ticket.id });
    expect(status).toBe(201);
    expect(body.text).toBe(
      `王海您好，您反映的“电视无信号”已经登记，编号 ${ticket.number}。我们会在 {promised} 前给您答复，进展可以凭编号查询。`,
    );
    expect(body.missing).toEqual(["promised"]);
    const article = (await agent("GET", `/articles?q=${encodeURIComponent("无信号")}`)).body.items[0];
    const answer = (await agent("POST", `/articles/${article.id}/uses`, { ticketId: ticket.id })).body;
    expect(answer.text).toMatch(/^王海您好/);
    expect((await agent("GET", `/knowledge/uses?ticketId=${ticket.id}`)).body.items).toMatchObject([
      { kind: "article", itemId: article.id, edition: 1, staffName: "林晓燕" },
      { kind: "reply", itemId: reply.id },
    ]);
    expect((await agent("GET", `/articles/${article.id}`)).body.used).toBe(1);
  });

  test("whoever sees a name masked does not greet by it, and nobody uses it for what they do not see", async () => {
    const [reply] = (await agent("GET", `/saved-replies?q=${encodeURIComponent("首次问候")}`)).body.items;
    const installer = await t.as("installer");
    expect((await installer("POST", `/saved-replies/${reply.id}/uses`, { ticketId: ticket.id })).status).toBe(404);
    expect((await installer("GET", `/knowledge/uses?ticketId=${ticket.id}`)).status).toBe(404);
    const supervision = await t.as("supervision");
    expect((await supervision("POST", `/saved-replies/${reply.id}/uses`, { contactId: newId() })).status).toBe(404);
    const { body } = await agent("POST", `/saved-replies/${reply.id}/uses`, {});
    expect(body).toEqual({
      text: "{customer}您好，我是客服林晓燕，很高兴为您服务。请问您遇到了什么问题？",
      missing: ["customer"],
    });
  });
});

test("writing needs its permission, reading another", async () => {
  const administrator = await t.as("administrator");
  expect((await administrator("GET", "/articles")).status).toBe(403);
  expect((await agent("POST", "/articles", text)).status).toBe(403);
  const [article] = (await agent("GET", "/articles")).body.items;
  for (const verb of ["publication", "review", "draft/removal"])
    expect((await agent("POST", `/articles/${article.id}/${verb}`, { version: 1 })).status).toBe(403);
  expect((await agent("GET", `/articles/${article.id}/editions`)).status).toBe(403);
  expect((await lead("POST", `/articles/${newId()}/review`, { version: 1 })).status).toBe(404);
});
