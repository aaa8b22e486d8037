import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { systemActor } from "../../platform/actor.ts";
import { write } from "../../platform/context.ts";
import { ensureDocument, insertDraft, putInForce } from "../policy/index.ts";
import { visitorOf } from "../service/chat/testing.ts";

/** How fast chats were answered counts towards timely response (B8.2.2), as calls do: where the clause says so. */
let t: Awaited<ReturnType<typeof testApp>>;
let manager: Awaited<ReturnType<typeof t.as>>;
let base: string;
const ids: Record<string, string> = {};
const at = (minute: number) => t.clock.set(new Date(Date.UTC(2026, 5, 15, 2, minute)).toISOString());

/** A policy beside the company's own that counts calls and tickets only. */
const text = (zh: string) => ({ zh, en: zh });
const narrower = {
  code: "Q",
  kind: "company" as const,
  title: text("考核"),
  about: text("考核"),
  chapters: [
    {
      number: "1",
      title: text("考核"),
      clauses: [
        {
          number: "Q1",
          title: text("响应"),
          text: text("只计热线"),
          controls: [
            {
              control: "supervision.timely",
              parameters: { target: "90%", denominator: { control: "service.hotline-answer", state: "not(waived)" } },
            },
          ],
        },
      ],
    },
  ],
};

beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  base = await t.app.listen({ port: 0, host: "127.0.0.1" });
  const agent = await t.as("agent");
  await write(t.services, { actor: systemActor("test") }, async (ctx) => {
    const id = await insertDraft(ctx, await ensureDocument(ctx, narrower), narrower);
    await putInForce(ctx, id, new Date("2026-06-01T00:00:00.000Z"));
  });
  await agent("PUT", "/chat-agents/me", { here: true });
  const begin = async (name: string) => {
    const visitor = visitorOf(t, base);
    ids[name] = (await visitor.start("你好")).body.chat.id;
    return visitor;
  };
  const answer = async (name: string) => {
    await agent("POST", `/chats/${ids[name]}/taking`, {});
    await agent("POST", `/chats/${ids[name]}/messages`, { clientId: randomUUID(), text: "您好" });
  };
  at(1);
  await begin("quick");
  await begin("slow");
  const left = await begin("left");
  await left.call("POST", "/current/closure", {});
  at(2);
  await answer("quick");
  at(9);
  await answer("slow");
  at(30);
  manager = await t.as("manager");
});
afterAll(() => t.close());

const span = "from=2026-06-15T00:00:00Z&to=2026-06-15T02:30:00Z";

describe("timely response", () => {
  test("counts the first answers of chats: in time, late, and not those of visitors who left before", async () => {
    const { body } = await manager("GET", `/metrics/supervision.timely/rows?${span}&clause=B8.2.2&limit=50`);
    const rows = body.items.filter((one: any) => one.facts.control === "service.chat-answer");
    expect(rows.map((one: any) => [one.subjectId, one.good]).sort()).toEqual(
      [
        [ids.quick, true],
        [ids.slow, false],
      ].sort(),
    );
  });

  test("of a clause that names calls only counts no chat", async () => {
    const { body } = await manager("GET", `/metrics/supervision.timely/figures?${span}`);
    const of = (document: string) => body.items.find((one: any) => one.document === document);
    expect(of("B")).toMatchObject({ clause: "B8.2.2", numerator: 1, denominator: 2, share: 0.5 });
    expect(of("Q")).toMatchObject({ numerator: 0, denominator: 0, share: null });
  });
});
