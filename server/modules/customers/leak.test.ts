import { afterAll, beforeAll, expect, test } from "vitest";
import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { testApp } from "../../../test/app.ts";
import { identityConsent, serviceConsent } from "../../../test/customers.ts";
import { modules } from "../../app.ts";
import { type Actor, systemActor } from "../../platform/actor.ts";
import { write } from "../../platform/context.ts";
import { workRun } from "../../platform/runs.ts";
import { type Field, type Noun, seesClear } from "../../platform/fields/index.ts";
import { recordKinds } from "./record/kinds.ts";
import * as complaintNouns from "../service/complaint/complaint.fields.ts";
import { takeMail } from "../service/mail/take.actions.ts";

/**
 * Plants a value that occurs nowhere else in every field that not everybody may read in clear, changes it once, and
 * hunts both for every role over every GET route of the server, in lists, searches, filters, sorts and histories.
 * Routes come from the OpenAPI document and fields from the declarations, so that new ones are hunted unasked.
 */
let t: Awaited<ReturnType<typeof testApp>>;
let customerId: string;
const sentinels: { value: string; holders: { noun: Noun; field: Field; key: string }[] }[] = [];
const ids: Record<string, string[]> = {};

type RoleSeed = { key: string; actions: string[]; fields: Record<string, Record<string, string[]>> };
let roles: { key: string; actor: Actor }[];

const nouns = modules.flatMap((module) => module.nouns);
const nounOf = (name: string) => nouns.find((noun) => noun.name === name)!;
const isRestricted = (noun: Noun, field: Field) => roles.some(({ actor }) => !seesClear(actor, noun, field));

/** Every field in which the same value may rightly be seen: its own, and those that look the same column up. */
function holdersOf(noun: Noun, key: string) {
  const { sealed } = noun.fields[key]!;
  return nouns.flatMap((one) =>
    Object.entries(one.fields).flatMap(([name, field]) =>
      (one === noun && name === key) || (sealed !== undefined && field.sealed === sealed)
        ? [{ noun: one, field, key: name }]
        : [],
    ),
  );
}

let counter = 0;
/** A value that fits the field and is found nowhere else; undefined for fields that can only hold what others hold too. */
function sentinelFor(field: Field): string | undefined {
  counter += 1;
  const number = String(counter).padStart(3, "0");
  const candidates = [
    `密文${number}泄`,
    `leak${number}@sentinel.example`,
    `98765432${number}`,
    `19${String(10 + (counter % 80))}-03-0${1 + (counter % 9)}`,
  ];
  if (field.choices || field.origin !== "input") return undefined;
  return candidates.find((one) => field.schema.safeParse(one).success && !/^\d{6}$/.test(one));
}

/** An input of a noun with a sentinel in each restricted field that can hold one; `given` stands as it is. */
function planted(
  noun: Noun,
  given: Record<string, unknown>,
  own: Record<string, string> = {},
): Record<string, unknown> {
  const input: Record<string, unknown> = { ...given };
  for (const [key, field] of Object.entries(noun.fields)) {
    if (key in given || !isRestricted(noun, field)) continue;
    const value = own[key] ?? sentinelFor(field);
    if (value === undefined) continue;
    input[key] = value;
    sentinels.push({ value, holders: holdersOf(noun, key) });
  }
  return input;
}

/** Values whose form is checked: a number that no other test data hold. */
const special: Record<string, [Record<string, unknown>, Record<string, string>][]> = {
  contact: [
    [{ kind: "phone" }, { value: "19987650001" }],
    [{ kind: "email" }, { value: "leak@sentinel.example" }],
  ],
  identifier: [
    [{ kind: "id_card" }, { value: "11010519491231002X" }],
    [{ kind: "bank_account" }, { value: "6222999988887777" }],
  ],
  address: [[{ division: "110105" }, {}]],
  keyPerson: [[{ isDecider: true }, {}]],
  communication: [[{ at: "2026-06-01T00:00:00Z", way: "visit" }, {}]],
  service: [[{ kind: "tv", endedOn: null, monthlyFee: "55443322110" }, {}]],
};

/** A web chat of a visitor who left a phone, was answered and rated it. Its contact holds the phone too. */
async function chatted(desk: Awaited<ReturnType<typeof t.as>>): Promise<string> {
  const counterpart = "19987650003";
  const [chat, contact] = [nounOf("chat"), nounOf("serviceContact")];
  const holders = [chat, contact].flatMap((noun) => holdersOf(noun, "counterpart"));
  sentinels.push({ value: counterpart, holders });
  const { visitorName, ratingNote } = planted(chat, { counterpart });
  const said = planted(nounOf("chatMessage"), {});
  const visitor = (path: string, body: object) =>
    t.call("POST", `/chats${path}`, body, { "x-chat-key": "k".repeat(43) });
  const clientId = "0197aaaa-0000-7000-8000-00000000000";
  ok(await desk("PUT", "/chat-agents/me", { here: true }));
  const given = { name: visitorName, contact: counterpart, consent: true, text: "您好" };
  const { id } = ok(await visitor("", { ...given, clientId: `${clientId}1` })).chat;
  ok(await desk("POST", `/chats/${id}/taking`, {}));
  ok(await desk("POST", `/chats/${id}/customer`, { customerId }));
  ok(await visitor("/current/messages", { clientId: `${clientId}2`, text: said.body }));
  ok(await desk("POST", `/chats/${id}/messages`, { clientId: `${clientId}3`, text: "请讲" }));
  ok(await visitor("/current/closure", {}));
  ok(await visitor("/current/rating", { rating: 5, note: ratingNote }));
  return id;
}

/** A complaint through all of its steps: what we found, said and gave is read as its ticket's handling is. */
async function complained(desk: Awaited<ReturnType<typeof t.as>>): Promise<string> {
  const plant = (noun: Noun, key: string): string => {
    counter += 1;
    const value = `投诉密文${counter}泄`;
    sentinels.push({ value, holders: [{ noun, field: noun.fields[key]!, key }] });
    return value;
  };
  const ticket = nounOf("ticket");
  const [subject, content] = [plant(ticket, "subject"), plant(ticket, "content")];
  const given = { customerId, kind: "complaint", source: "counter", subject, content };
  const { id } = ok(await desk("POST", "/tickets", given));
  const step = async (as: typeof desk, path: string, body: object) =>
    ok(await as("POST", `/tickets/${id}/${path}`, body));
  const { rows } = await t.pool.query(
    "select id, department_id as at from identity.staff where email = 'agent@demo.example'",
  );
  const [{ id: ownerId, at: responsibleDepartmentId }] = rows;
  const finding = plant(complaintNouns.investigation, "finding");
  await step(desk, "investigation", { cause: "process", finding, responsibleDepartmentId, ourFault: "yes" });
  const reason = plant(complaintNouns.compensation, "handReason");
  await step(desk, "compensation", { lossKind: "inconvenience", hand: { worth: "1234", reason } });
  const what = plant(complaintNouns.measure, "what");
  const text = plant(complaintNouns.solution, "body");
  await step(desk, "solution", { text, apology: true, measures: [{ what, ownerId, dueOn: "2026-06-20" }] });
  const checklist = { facts: true, conclusion: true, measures: true, compensation: true, words: true };
  const notes = plant(complaintNouns.review, "notes");
  await step(await t.as("supervision"), "review", { passed: true, notes, checklist });
  await step(desk, "telling", { way: "phone", text: plant(complaintNouns.telling, "body") });
  // Everybody is called: what their bells say of it is hunted too.
  const everybody = await t.pool.query("select array_agg(id) as ids from identity.staff");
  await step(desk, "entries", { kind: "note", body: plant(ticket, "content"), mentions: everybody.rows[0].ids });
  await step(desk, "answer", { satisfied: true, words: plant(complaintNouns.telling, "words") });
  return id;
}

/** A letter as it was written: its HTML is read as the words of its ticket and contact are. */
async function wrote(): Promise<string[]> {
  const words = `信件密文${(counter += 1)}泄`;
  const holders = ["ticket", "serviceContact"].flatMap((noun) => holdersOf(nounOf(noun), "content"));
  sentinels.push({ value: words, holders });
  const head =
    "Message-ID: <leak@a.example>\r\nFrom: a@stranger.example\r\nSubject: hi\r\nContent-Type: text/html; charset=utf-8";
  const raw = Buffer.from(`${head}\r\n\r\n<p>${words}</p>`);
  const position = { uidValidity: "1", lastUid: 1n };
  await takeMail(t.services, { position, receivedAt: new Date("2026-06-15T01:00:00Z"), raw, whole: true, parts: [] });
  const { rows } = await t.pool.query("select id, ticket_id, contact_id, html from service.mail");
  expect(rows).toMatchObject([{ html: `<p>${words}</p>` }]);
  return [rows[0].id, rows[0].ticket_id, rows[0].contact_id];
}

/** A callback to the customer with all that is said in it, its review, and the answer of the department that corrects. */
async function calledBack(): Promise<string[]> {
  const [lead, manager] = [await t.as("team_lead"), await t.as("manager")];
  const plan = {
    name: "回访",
    occasion: "cycle",
    cycle: "once",
    way: "phone",
    doer: "role",
    doerRole: "team_lead",
    term: "10d",
    fromOn: "2026-06-01",
    questions: [{ key: "wish", kind: "text", label: "期望" }],
  };
  const { id: planId } = ok(await lead("POST", "/callback-plans", plan));
  ok(await manager("POST", `/callback-plans/${planId}/approval`));
  const runs = Object.assign({}, ...modules.map((module) => module.runs ?? {}));
  const { rows } = await t.pool.query("select id from platform.run where state = 'queued'");
  for (const run of rows) await workRun(t.services, runs, run.id);
  const [{ id }] = (await t.pool.query("select id from service.callback where plan_id = $1", [planId])).rows as [any];
  const { reviewComment, ...said } = planted(nounOf("callback"), {
    way: "phone",
    satisfaction: 1,
    opinionCategory: "other",
  });
  const { words } = planted(nounOf("callbackAnswer"), {});
  const { problem, answer } = planted(nounOf("callbackRemedy"), {});
  const departments = await t.pool.query("select id from identity.department where code = 'OPS'");
  const made = ok(
    await lead("POST", `/callbacks/${id}/record`, {
      ...said,
      at: "2026-06-15T01:00:00Z",
      answers: [{ question: "wish", words }],
      nextOn: "2026-06-18",
      remedy: { departmentId: departments.rows[0].id, problem },
    }),
  );
  const remedyId = made.remedies[0].id as string;
  ok(await manager("POST", `/callback-remedies/${remedyId}/answer`, { answer }));
  ok(await manager("POST", "/callback-reviews", { ids: [id], comment: reviewComment }));
  return [id, remedyId];
}

/** Two visits to the customer, one signed and one not made: what is seen and said there is read as the order's content is. */
async function visited(desk: Awaited<ReturnType<typeof t.as>>, installerId: string): Promise<string[]> {
  const [lead, manager, installer] = [await t.as("team_lead"), await t.as("manager"), await t.as("installer")];
  const step = { label: { zh: "勘察", en: "Survey" }, photo: false };
  const [asked] = ok(await manager("PUT", "/work-order-steps/survey", { steps: [step] })).items.filter(
    (one: { kind: string }) => one.kind === "survey",
  );
  const said = planted(nounOf("workOrder"), {}) as Record<string, string>;
  const plant = (key: string, ...elsewhere: [string, string][]): string => {
    const value = `上门密文${(counter += 1)}泄`;
    const places = [["workOrder", key] as const, ...elsewhere];
    sentinels.push({ value, holders: places.flatMap(([noun, field]) => holdersOf(nounOf(noun), field)) });
    return value;
  };
  const visit = async (hour: number, given: object) => {
    const { id } = ok(await desk("POST", "/work-orders", { customerId, kind: "survey", ...given }));
    const [from, to] = [hour, hour + 1].map((at) => `2026-06-16T0${at}:00:00.000Z`);
    const post = async (as: typeof desk, path: string, body: object = {}) =>
      ok(await as("POST", `/work-orders/${id}/${path}`, body));
    await post(lead, "appointment", { installerId, from, to });
    await post(lead, "dispatch");
    await post(installer, "departure");
    await post(installer, "arrival");
    return { id: id as string, post };
  };
  const signed = await visit(1, { description: said.description });
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).toString("base64");
  ok(await installer("PUT", `/work-orders/${signed.id}/steps/${asked.id}`, { done: true }));
  ok(await installer("PUT", `/work-orders/${signed.id}/signature`, { signerName: said.signerName, png }));
  const { testNote, workNote } = said;
  const materials = [{ name: plant("materials"), quantity: 1, unit: "件" }];
  await signed.post(installer, "completion", { testNote, workNote, materials });
  const failed = await visit(4, { description: "再次勘察" });
  await failed.post(lead, "late-notice", { reason: plant("lateReason", ["message", "body"]) });
  await failed.post(installer, "failure", { reasonKind: "absent", reason: plant("endReason") });
  return [signed.id, failed.id];
}

const ok = (answer: { status: number; body: any }) => {
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer.body;
};

beforeAll(async () => {
  t = await testApp();
  const seeds = parse(await readFile(new URL("../../../db/seed/roles.yaml", import.meta.url), "utf8")) as RoleSeed[];
  roles = seeds.map(({ key, actions, fields }) => ({
    key,
    actor: {
      ...systemActor(key, [
        ...actions,
        ...Object.entries(fields).flatMap(([noun, groups]) =>
          Object.entries(groups).flatMap(([group, levels]) => levels.map((level) => `${noun}.${group}:${level}`)),
        ),
      ]),
      kind: "staff" as const,
    },
  }));
  const data = await t.as("data_group");
  const owner = (
    await t.pool.query("select id, department_id from identity.staff where email = 'installer@demo.example'")
  ).rows[0];
  const facts = (more: object) =>
    planted(nounOf("customer"), {
      kind: "organisation",
      receivedAt: "2026-06-15T01:00:00Z",
      interests: [],
      extra: {},
      referrerId: null,
      ownerId: owner.id,
      departmentId: owner.department_id,
      division: "110105",
      ...more,
    });
  const made = ok(await data("POST", "/customers", { facts: facts({}), consents: [serviceConsent, identityConsent] }));
  customerId = made.customerId;
  ok(await data("PATCH", `/customers/${customerId}`, { version: 1, facts: facts({}) }));
  ids.customer = [customerId];
  const writer = await t.as("data_group");
  for (const kind of Object.values(recordKinds)) {
    for (const [given, own] of special[kind.noun.name] ?? [[{}, {}]]) {
      const record = ok(await writer("POST", `/customers/${customerId}/${kind.path}`, planted(kind.noun, given, own)));
      (ids.record ??= []).push(record.id);
    }
  }
  const amount = "77665544332211";
  sentinels.push({ value: amount, holders: holdersOf(nounOf("purchase"), "amount") });
  ok(await writer("POST", `/customers/${customerId}/purchases`, { at: "2026-06-01T00:00:00Z", amount }));
  const said = planted(nounOf("serviceContact"), { channel: "counter" }, { counterpart: "19987650002" });
  const desk = await t.as("agent");
  const contact = ok(
    await desk("POST", "/contacts", {
      channel: "counter",
      customerId,
      subject: said.subject,
      content: said.content,
      counterpart: { kind: "phone", value: said.counterpart },
    }),
  );
  const { featuresWanted, latentNeeds } = said;
  ok(await desk("POST", `/contacts/${contact.id}/need`, { needType: "change", featuresWanted, latentNeeds }));
  const chatId = await chatted(desk);
  const complaintId = await complained(desk);
  const { rows } = await t.pool.query("select id from policy.obligation where customer_id = $1 limit 1", [customerId]);
  ids.other = [...rows.map((row) => row.id), owner.id, contact.id, chatId, complaintId];
  ids.other.push(...(await calledBack()));
  ids.other.push(...(await wrote()));
  ids.other.push(...(await visited(desk, owner.id)));
  // What customers said is listed for those who read it.
  const found = modules.map((module) => module.tasks?.["supervision.feedback"]).find(Boolean)!;
  await write(t.services, { actor: systemActor("worker") }, (ctx) => found(ctx, {}));
  const phone = "19987650099";
  await t.pool.query("update identity.staff set phone = $1 where email = 'finance@demo.example'", [phone]);
  sentinels.push({ value: phone, holders: holdersOf(nounOf("staff"), "phone") });
});
afterAll(() => t.close());

/** Sentinels that stand in a text and that this role must not see in clear. */
const leaksIn = (text: string, actor: Actor) =>
  sentinels
    .filter(
      ({ value, holders }) => text.includes(value) && !holders.some(({ noun, field }) => seesClear(actor, noun, field)),
    )
    .map(({ value, holders }) => `${holders[0]!.noun.name}.${holders[0]!.key} ${value}`);

/** Every GET route with its places filled by ids that may fit. */
function getRoutes(): string[] {
  const paths = Object.entries(
    (t.app as unknown as { swagger: () => { paths: Record<string, Record<string, unknown>> } }).swagger().paths,
  );
  return paths
    .filter(([, verbs]) => "get" in verbs)
    .flatMap(([path]) => {
      const places = path.match(/\{\w+\}/g) ?? [];
      const first = path.includes("/customers/{")
        ? ids.customer!
        : [...ids.customer!, ...ids.other!, "customer", "staff"];
      if (!places.length) return [path];
      return first.flatMap((id) => {
        const filled = path.replace(places[0]!, id);
        return places.length > 1
          ? [...ids.record!, ...ids.other!].map((other) => filled.replace(/\{\w+\}/g, other))
          : [filled];
      });
    })
    .map((path) => path.replace(/^\/api\/v1/, ""));
}

test("there is something to hunt: every masked field of a noun with inputs holds a sentinel", () => {
  const held = new Set(sentinels.flatMap(({ holders }) => holders.map(({ noun, key }) => `${noun.name}.${key}`)));
  const missing = nouns.flatMap((noun) =>
    Object.entries(noun.fields).flatMap(([key, field]) =>
      field.mask && field.origin === "input" && !held.has(`${noun.name}.${key}`) ? [`${noun.name}.${key}`] : [],
    ),
  );
  expect(missing).toEqual([]);
  expect(sentinels.length).toBeGreaterThan(25);
});

test("the hunt finds what is there: a role that may read sees its values", async () => {
  const lead = await t.as("team_lead");
  const text = JSON.stringify((await lead("GET", `/customers/${customerId}/file`)).body);
  expect(sentinels.filter(({ value }) => text.includes(value)).length).toBeGreaterThan(10);
  const installer = roles.find(({ key }) => key === "installer")!;
  expect(leaksIn(text, installer.actor).length).toBeGreaterThan(5);
  const feedback = JSON.stringify((await (await t.as("supervision"))("GET", "/feedback")).body);
  expect(leaksIn(feedback, installer.actor)).toEqual([
    expect.stringContaining("communication.opinion"),
    expect.stringContaining("callback.opinion"),
  ]);
});

test.each([
  "agent",
  "team_lead",
  "account_manager",
  "marketing",
  "finance",
  "installer",
  "data_group",
  "supervision",
  "manager",
  "administrator",
])("%s finds no value that is not theirs on any GET route", async (role) => {
  const { actor } = roles.find(({ key }) => key === role)!;
  const call = await t.as(role);
  const found: string[] = [];
  let answered = 0;
  for (const path of getRoutes()) {
    const { status, body } = await call("GET", path);
    if (status === 200) answered += 1;
    expect(status, path).not.toBe(500);
    found.push(
      ...leaksIn(typeof body === "string" ? body : JSON.stringify(body), actor).map((leak) => `${path}: ${leak}`),
    );
  }
  expect(found).toEqual([]);
  expect(answered).toBeGreaterThan(role === "administrator" ? 3 : 10);
});

test.each(["agent", "marketing", "finance", "installer", "supervision"])(
  "%s cannot find, filter or sort by what is hidden",
  async (role) => {
    const { actor } = roles.find(({ key }) => key === role)!;
    const call = await t.as(role);
    const customer = nounOf("customer");
    for (const { value } of sentinels) {
      const { body } = await call("GET", `/customers?q=${encodeURIComponent(value)}`);
      expect(leaksIn(JSON.stringify(body), actor)).toEqual([]);
    }
    for (const [key, field] of Object.entries(customer.fields)) {
      const { value } = sentinels.find(({ holders }) =>
        holders.some((holder) => holder.noun === customer && holder.key === key),
      ) ?? { value: "x" };
      if (seesClear(actor, customer, field)) continue;
      expect((await call("GET", `/customers?${key}=${encodeURIComponent(value)}`)).status, key).toBe(400);
      expect((await call("GET", `/customers?sort=-${key}`)).status, key).toBe(400);
    }
  },
);

test.each(["team_lead", "manager"])("%s takes no value of a ticket out that the screen would mask", async (role) => {
  const { actor } = roles.find(({ key }) => key === role)!;
  const call = await t.as(role);
  const { id } = ok(
    await call("POST", "/ticket-exports", { columns: ["subject", "content", "outcome", "customerId"] }),
  );
  await workRun(t.services, Object.assign({}, ...modules.map((module) => module.runs ?? {})), id);
  const { status, body } = await call("GET", `/ticket-exports/${id}/file`);
  expect([status, String(body).includes("投诉密文")]).toEqual([200, true]);
  expect(leaksIn(String(body), actor)).toEqual([]);
});

test.each(["data_group", "manager"])("%s takes no value out in a file that the screen would mask", async (role) => {
  const { actor } = roles.find(({ key }) => key === role)!;
  const call = await t.as(role);
  const { id } = ok(await call("POST", "/exports", { list: "customers" }));
  await workRun(t.services, Object.assign({}, ...modules.map((module) => module.runs ?? {})), id);
  const { status, body } = await call("GET", `/exports/${id}/file`);
  expect([status, String(body).includes("密文")]).toEqual([200, true]);
  expect(leaksIn(String(body), actor)).toEqual([]);
});
