import { afterAll, beforeAll, expect, test } from "vitest";
import { demoEmail, demoPassword, testApp } from "../../../test/app.ts";
import { systemActor } from "../actor.ts";
import { write } from "../context.ts";
import { newId } from "../ids.ts";
import { sweepPresence } from "./presence.store.ts";
import { readEvents } from "./testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let agent: Awaited<ReturnType<typeof t.as>>;
let lead: Awaited<ReturnType<typeof t.as>>;
const start = "2026-06-15T02:00:00.000Z";
const at = (subjectId: string, doing = "looking") => ({ subjectType: "chat", subjectId, doing });

beforeAll(async () => {
  t = await testApp(start);
  [agent, lead] = [await t.as("agent"), await t.as("team_lead")];
});
afterAll(() => t.close());

test("colleagues see each other, and what they do, but not themselves", async () => {
  const id = newId();
  expect((await agent("POST", "/presence", at(id))).body.others).toEqual([]);
  const name = (await agent("GET", "/me")).body.name;
  expect((await lead("POST", "/presence", at(id, "typing"))).body.others).toMatchObject([{ name, doing: "looking" }]);
  const seen = await agent("GET", `/presence?subjectType=chat&subjectId=${id}`);
  expect(seen.body.others).toMatchObject([{ doing: "typing" }]);
  await lead("POST", "/presence", at(id, "gone"));
  expect((await agent("POST", "/presence", at(id))).body.others).toEqual([]);
});

test("whoever is silent is taken to have gone, and swept away", async () => {
  const id = newId();
  await lead("POST", "/presence", at(id));
  t.clock.advance(44_000);
  expect((await agent("POST", "/presence", at(id))).body.others.length).toBe(1);
  t.clock.advance(2_000);
  expect((await agent("POST", "/presence", at(id))).body.others).toEqual([]);
  await write(t.services, { actor: systemActor("cron") }, sweepPresence);
  expect((await t.pool.query("select count(*)::int as left from platform.presence")).rows).toEqual([{ left: 1 }]);
});

test("listeners hear of what is news, and only of that", async () => {
  const base = await t.app.listen({ port: 0, host: "127.0.0.1" });
  const { token } = (await t.call("POST", "/sessions", { email: demoEmail("agent"), password: demoPassword })).body;
  const id = newId();
  const stream = await readEvents(`${base}/api/v1/live?topics=chat:${id}`, { authorization: `Bearer ${token}` });
  await stream.next();
  for (const doing of ["looking", "looking", "typing", "gone", "gone"]) await lead("POST", "/presence", at(id, doing));
  await agent("POST", "/presence", at(id));
  const me = (await lead("GET", "/me")).body.id;
  const heard = [];
  for (let i = 0; i < 4; i += 1) heard.push((await stream.next()).data);
  expect(heard).toMatchObject([
    { topic: `chat:${id}`, type: "presence", staffId: me },
    { staffId: me },
    { staffId: me },
    { staffId: (await agent("GET", "/me")).body.id },
  ]);
  await stream.close();
});

test.each([
  ["a subject that is not theirs to hear", { subjectType: "weather", subjectId: newId(), doing: "looking" }, 403],
  ["what is nothing to do", at(newId(), "sleeping"), 400],
  ["no id", at("x"), 400],
])("refuses %s", async (_name, body, status) => {
  expect((await agent("POST", "/presence", body)).status).toBe(status);
});

test("is not for those without the right", async () => {
  const finance = await t.as("finance");
  expect((await finance("POST", "/presence", at(newId()))).status).toBe(403);
});
