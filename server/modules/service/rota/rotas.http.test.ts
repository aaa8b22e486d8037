import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newId } from "../../../platform/ids.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let lead: Awaited<ReturnType<typeof t.as>>;
let agent: Awaited<ReturnType<typeof t.as>>;
const ids: Record<string, string> = {};
const shifts: Record<string, any> = {};
const monday = "2026-06-15";

const addShift = async (name: string, starts: string, ends: string, more = {}) => {
  const { status, body } = await lead("POST", "/rota/shifts", { name, starts, ends, ...more });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return (shifts[name] = body);
};
const put = (shift: string, who: string, ...days: string[]) =>
  lead("POST", "/rota/duties", { shiftId: shifts[shift].id, staffId: ids[who], days });
const week = async (from = monday, days = 7) => (await lead("GET", `/rota?from=${from}&days=${days}`)).body;

beforeAll(async () => {
  // A Monday, ten in the morning in Shanghai.
  t = await testApp("2026-06-15T02:00:00.000Z");
  [lead, agent] = [await t.as("team_lead"), await t.as("agent")];
  const { rows } = await t.pool.query("select email, id from identity.staff");
  for (const row of rows) ids[row.email.split("@")[0]] = row.id;
});
afterAll(() => t.close());

describe("shifts", () => {
  test("are added with times of day, over midnight too", async () => {
    expect(await addShift("早班", "08:00", "16:00")).toMatchObject({ starts: "08:00", ends: "16:00", needed: 1 });
    await addShift("中班", "16:00", "00:00", { position: 1 });
    await addShift("夜班", "22:00", "08:00", { position: 2, needed: 2 });
    expect((await agent("GET", "/rota/shifts")).body.items.map((one: any) => one.name)).toEqual([
      "早班",
      "中班",
      "夜班",
    ]);
  });

  test.each([
    ["no name", { name: " ", starts: "08:00", ends: "09:00" }],
    ["24:00", { name: "班", starts: "08:00", ends: "24:00" }],
    ["a word", { name: "班", starts: "morning", ends: "09:00" }],
    ["nobody needed", { name: "班", starts: "08:00", ends: "09:00", needed: 0 }],
    ["an unknown fact", { name: "班", starts: "08:00", ends: "09:00", colour: "red" }],
  ])("are refused with %s", async (_, given) => expect((await lead("POST", "/rota/shifts", given)).status).toBe(400));

  test("change once a version: who comes second is told", async () => {
    const path = `/rota/shifts/${shifts["夜班"].id}`;
    const first = await lead("PATCH", path, { version: 1, starts: "00:00" });
    expect(first).toMatchObject({ status: 200, body: { starts: "00:00", ends: "08:00", version: 2 } });
    expect(await lead("PATCH", path, { version: 1, needed: 3 })).toMatchObject({
      status: 409,
      body: { code: "service.shift_changed", version: 2 },
    });
    expect((await lead("PATCH", `/rota/shifts/${newId()}`, { version: 1, needed: 3 })).status).toBe(404);
  });
});

describe("duties", () => {
  test("stand at the instants of the company's clock; a night belongs to the day on which it begins", async () => {
    await addShift("大夜", "22:00", "06:00", { position: 3 });
    expect((await put("早班", "agent", "2026-06-16", "2026-06-17")).body).toEqual({ added: 2 });
    expect((await put("大夜", "agent", "2026-06-17")).body).toEqual({ added: 1 });
    expect((await week("2026-06-16", 3)).duties).toMatchObject([
      { day: "2026-06-16", shiftName: "早班", startsAt: "2026-06-16T00:00:00Z", endsAt: "2026-06-16T08:00:00Z" },
      { day: "2026-06-17", shiftName: "早班", staffName: "林晓燕", double: false },
      { day: "2026-06-17", shiftName: "大夜", startsAt: "2026-06-17T14:00:00Z", endsAt: "2026-06-17T22:00:00Z" },
    ]);
  });

  test("are the same when asked for twice, also at once", async () => {
    const both = await Promise.all([1, 2, 3].map(() => put("早班", "team.lead", "2026-06-18", "2026-06-18")));
    expect(both.map((one) => one.body.added).sort()).toEqual([0, 0, 1]);
  });

  test.each([
    ["somebody who takes no contacts", () => ({ staffId: ids["finance"] }), 400],
    ["somebody who is not there", () => ({ staffId: newId() }), 400],
    ["no such shift", () => ({ shiftId: newId() }), 400],
    ["no day", () => ({ days: [] }), 400],
    ["no such day", () => ({ days: ["2026-02-30"] }), 400],
    ["a day that is over", () => ({ days: ["2026-06-10"] }), 409],
  ])("are refused for %s", async (_, wrong, status) => {
    const given = { shiftId: shifts["早班"].id, staffId: ids["agent"], days: ["2026-06-19"], ...wrong() };
    expect((await lead("POST", "/rota/duties", given)).status).toBe(status);
  });

  test("of one person at the same time are shown as double, and are allowed", async () => {
    await addShift("支援", "07:00", "09:00", { position: 4 });
    await put("支援", "team.lead", "2026-06-18");
    const there = (await week()).duties.filter((one: any) => one.day === "2026-06-18");
    expect(there.map((one: any) => [one.shiftName, one.double])).toEqual([
      ["支援", true],
      ["早班", true],
    ]);
  });

  test("are taken back unless they are over, and leave events", async () => {
    const [support] = (await week()).duties.filter((one: any) => one.shiftName === "支援");
    expect((await lead("DELETE", `/rota/duties/${support.id}`)).status).toBe(204);
    expect((await lead("DELETE", `/rota/duties/${support.id}`)).status).toBe(404);
    await put("早班", "agent", monday);
    const [today] = (await week()).duties;
    t.clock.set("2026-06-15T08:00:00.000Z");
    expect(await lead("DELETE", `/rota/duties/${today.id}`)).toMatchObject({
      status: 409,
      body: { code: "service.duty_past" },
    });
    t.clock.set("2026-06-15T02:00:00.000Z");
    const { rows } = await t.pool.query(
      "select kind, count(*)::int as n from platform.event where kind like 'service.duty.%' group by 1 order by 1",
    );
    expect(rows).toEqual([
      { kind: "service.duty.assigned", n: 6 },
      { kind: "service.duty.removed", n: 1 },
    ]);
  });
});

describe("gaps", () => {
  test("are the hours of the hotline's calendar with nobody on duty, to the minute", async () => {
    await addShift("零点", "00:00", "07:30", { position: 5 });
    await put("零点", "agent", "2026-06-22");
    await put("早班", "agent", "2026-06-22");
    await put("中班", "team.lead", "2026-06-22");
    const { gaps, minutes, coveredMinutes, calendar } = await week("2026-06-22", 1);
    expect(calendar).toBe("24x7");
    expect(gaps).toEqual([{ from: "2026-06-21T23:30:00.000Z", to: "2026-06-22T00:00:00.000Z" }]);
    expect([minutes, coveredMinutes]).toEqual([1440, 1410]);
  });

  test("a night shift of the day before covers the morning, and a week without anybody is one gap", async () => {
    expect((await week("2026-06-18", 1)).gaps[0]).toMatchObject({ from: "2026-06-17T22:00:00.000Z" });
    expect((await week("2027-02-01", 7)).gaps).toEqual([
      { from: "2027-01-31T16:00:00.000Z", to: "2027-02-07T16:00:00.000Z" },
    ]);
  });
});

describe("a week is copied", () => {
  test("to another, once; who left is skipped", async () => {
    const before = (await week()).duties.length;
    expect((await lead("POST", "/rota/copies", { from: monday, to: "2026-06-29" })).body).toEqual({
      copied: before,
      skipped: 0,
    });
    expect((await lead("POST", "/rota/copies", { from: monday, to: "2026-06-29" })).body).toEqual({
      copied: 0,
      skipped: before,
    });
    const copied = (await week("2026-06-29")).duties;
    expect(copied.map((one: any) => [one.day, one.shiftName])).toContainEqual(["2026-07-01", "大夜"]);
    await t.pool.query("update identity.staff set state = 'disabled' where id = $1", [ids["team.lead"]]);
    expect((await (await t.as("manager"))("POST", "/rota/copies", { from: monday, to: "2026-07-06" })).body).toEqual({
      copied: before - 1,
      skipped: 1,
    });
    await t.pool.query("update identity.staff set state = 'active' where id = $1", [ids["team.lead"]]);
  });

  test.each([
    ["to itself", monday],
    ["to another day of the week", "2026-06-30"],
  ])("not %s", async (_, to) => expect((await lead("POST", "/rota/copies", { from: monday, to })).status).toBe(400));
});

describe("on duty", () => {
  test("now and next", async () => {
    t.clock.set("2026-06-16T02:00:00.000Z");
    const { body } = await agent("GET", "/rota/now");
    expect(body.items).toMatchObject([{ staffName: "林晓燕", shiftName: "早班" }]);
    expect(body.next).toMatchObject({ day: "2026-06-17", shiftName: "早班" });
    // The instant at which a shift ends belongs to the next one.
    t.clock.set("2026-06-16T08:00:00.000Z");
    expect((await agent("GET", "/rota/now")).body.items).toEqual([]);
    t.clock.set("2026-06-15T02:00:00.000Z");
  });

  test("one's own duties", async () => {
    const mine = (await agent("GET", "/rota/mine?days=6")).body.items;
    expect(mine.map((one: any) => one.day)).toEqual(["2026-06-15", "2026-06-16", "2026-06-17", "2026-06-17"]);
    expect(new Set(mine.map((one: any) => one.staffId))).toEqual(new Set([ids["agent"]]));
  });
});

describe("a shift that moves", () => {
  test("takes the duties along that have not begun; one that is retired drops them", async () => {
    t.clock.set("2026-06-17T23:00:00.000Z");
    const path = `/rota/shifts/${shifts["早班"].id}`;
    await lead("PATCH", path, { version: 1, starts: "09:00" });
    const starts = (await week()).duties.filter((one: any) => one.shiftName === "早班").map((one: any) => one.startsAt);
    expect(starts).toEqual([
      "2026-06-15T00:00:00Z",
      "2026-06-16T00:00:00Z",
      "2026-06-17T00:00:00Z",
      "2026-06-18T01:00:00Z",
    ]);
    await lead("PATCH", path, { version: 2, active: false });
    const after = await week();
    expect(after.duties.filter((one: any) => one.shiftName === "早班").map((one: any) => one.day)).toEqual([
      "2026-06-15",
      "2026-06-16",
      "2026-06-17",
    ]);
    expect(await put("早班", "agent", "2026-06-20")).toMatchObject({ status: 400 });
    t.clock.set("2026-06-15T02:00:00.000Z");
  });
});

test("the hours of each calendar, and whether they were covered", async () => {
  const hours = async (calendar: string) =>
    (
      await t.pool.query(
        "select count(*)::int as n, count(*) filter (where covered)::int as covered from service.rota_hours('2026-06-21T16:00Z', '2026-06-22T16:00Z') where calendar = $1",
        [calendar],
      )
    ).rows[0];
  // 零点 to 07:30, then 早班 as it was copied: only the hour from seven to eight has a hole; it was retired since.
  expect(await hours("24x7")).toEqual({ n: 24, covered: 7 + 8 });
  // Half past eight to half past five touches ten hours; 中班 covers the last two.
  expect(await hours("office")).toEqual({ n: 10, covered: 2 });
});

test("a month's coverage is a figure of the clause, with the hours that nobody covered behind it", async () => {
  t.clock.set("2026-07-02T02:00:00.000Z");
  const supervisor = await t.as("supervision");
  const span = "from=2026-06-02T00:00:00.000Z&to=2026-06-29T00:00:00.000Z";
  const { body } = await supervisor("GET", `/metrics/service.rota-coverage/figures?${span}`);
  const [figure] = body.items.filter((one: any) => one.document === "B");
  expect(figure).toMatchObject({ clause: "B5.3.1", target: "1", reached: false, denominator: 30 * 24 });
  const { rows } = await t.pool.query(
    "select count(distinct h)::int as n from service.duty d, generate_series(d.starts_at, d.ends_at - interval '1 hour', interval '1 hour') h where d.starts_at < '2026-06-30T16:00Z' and extract(minute from d.ends_at) = 0",
  );
  // Every duty of June but the one that ends at half past seven, whose seven whole hours count.
  expect(figure.numerator).toBe(rows[0].n + 7);
  t.clock.set("2026-06-15T02:00:00.000Z");
});

test("each action needs its permission", async () => {
  const finance = await t.as("finance");
  expect((await finance("GET", `/rota?from=${monday}`)).status).toBe(403);
  expect((await agent("GET", "/rota/people")).status).toBe(403);
  expect((await agent("POST", "/rota/copies", { from: monday, to: "2026-06-29" })).status).toBe(403);
  expect((await agent("POST", "/rota/shifts", { name: "班", starts: "08:00", ends: "09:00" })).status).toBe(403);
  expect((await agent("DELETE", `/rota/duties/${newId()}`)).status).toBe(403);
  expect((await lead("GET", "/rota/people")).body.items.map((one: any) => one.name)).toContain("林晓燕");
});
