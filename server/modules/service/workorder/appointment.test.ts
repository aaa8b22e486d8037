import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OrderApp, orderApp } from "./testing.ts";

let t: OrderApp;
beforeAll(async () => {
  t = await orderApp();
});
afterAll(() => t.close());

describe("agreeing a time", () => {
  test("books the installer, hands over the promise, and tells the customer", async () => {
    const order = await t.order({ ...(await t.customer("预约客户")) });
    const { status, body } = await t.agree(order.id, 9);
    expect([status, body.state, body.visits, body.installerName]).toEqual([200, "scheduled", 1, "郑大勇"]);
    expect(body.goings).toMatchObject([
      { number: 1, state: "scheduled", windowFrom: "2026-06-16T01:00:00Z", askedBy: "us", scheduledByName: "周建国" },
    ]);
    expect(await t.promises(order.id)).toMatchObject([{ state: "open", assignee_id: t.installerId, paused: false }]);
    const [message] = await t.messages(order.customerId);
    expect(message).toMatchObject({
      template: "appointment",
      way: "sms",
      body: expect.stringContaining("6月16日 09:00–11:00"),
    });
    expect(message.body).toContain(order.number);
    expect((await t.events(order.id)).at(-1)).toMatchObject({
      kind: "service.workorder.scheduled",
      data: { number: order.number, visit: 1, from: "2026-06-16T01:00:00.000Z" },
    });
    // Another one at the same time, or without the way to it, is somebody else's.
    const next = await t.order();
    expect((await t.agree(next.id, 10)).body.code).toBe("service.installer_taken");
    expect((await t.agree(next.id, 11)).body.code).toBe("service.installer_taken");
    expect((await t.agree(next.id, 12)).status).toBe(200);
  });

  test("moving it frees the time, keeps the visit before it, and says why", async () => {
    const order = await t.order({ ...(await t.customer("改约客户")) });
    await t.agree(order.id, 15);
    const { body } = await t.agree(order.id, 9, {
      from: t.at(9, 17),
      to: t.at(11, 17),
      reason: "客户临时外出",
      askedBy: "customer",
    });
    expect(body.goings.map((one: any) => [one.number, one.state, one.askedBy])).toEqual([
      [1, "moved", "us"],
      [2, "scheduled", "customer"],
    ]);
    expect((await t.messages(order.customerId)).at(-1).body).toMatch(/调整为6月17日 09:00–11:00.*客户临时外出/);
    expect((await t.events(order.id)).at(-1)!.kind).toBe("service.workorder.moved");
    const next = await t.order();
    expect((await t.agree(next.id, 15)).status).toBe(200);
  });

  test.each<[string, object, number, string | undefined]>([
    [
      "outside the hours of visits",
      { from: "2026-06-16T12:00:00.000Z", to: "2026-06-16T13:00:00.000Z" },
      403,
      "policy.guarded",
    ],
    ["on a holiday", { from: "2026-06-19T01:00:00.000Z", to: "2026-06-19T03:00:00.000Z" }, 403, "policy.guarded"],
    [
      "longer than a window",
      { from: "2026-06-17T05:00:00.000Z", to: "2026-06-17T08:00:00.000Z" },
      403,
      "policy.guarded",
    ],
    [
      "further ahead than visits are agreed",
      { from: "2026-08-17T05:00:00.000Z", to: "2026-08-17T06:00:00.000Z" },
      403,
      "policy.guarded",
    ],
    ["in the past", { from: "2026-06-15T01:00:00.000Z", to: "2026-06-15T01:30:00.000Z" }, 403, "policy.guarded"],
    [
      "that ends before it begins",
      { from: "2026-06-17T05:00:00.000Z", to: "2026-06-17T04:00:00.000Z" },
      400,
      "platform.invalid",
    ],
    [
      "of somebody who is no installer",
      { installerId: "0197aaaa-0000-7000-8000-000000000000" },
      400,
      "platform.invalid",
    ],
    ["that is no time", { from: "soon" }, 400, undefined],
  ])("%s is refused, with the clause", async (_, more, status, code) => {
    const order = await t.order();
    const { body, ...answer } = await t.agree(order.id, 9, more);
    expect(answer.status).toBe(status);
    if (code) expect(body.code).toBe(code);
    if (status === 403) expect(body.clause).toMatchObject({ document: "B", number: "B5.2.1" });
    expect((await t.lead("GET", `/work-orders/${order.id}`)).body.state).toBe("new");
  });

  test("a repair may be agreed for a Saturday", async () => {
    const order = await t.order({ kind: "repair", description: "检修" });
    const saturday = { from: "2026-06-20T01:00:00.000Z", to: "2026-06-20T03:00:00.000Z", reason: "备件周六到货" };
    expect((await t.agree(order.id, 9, saturday)).status).toBe(200);
  });

  test("needs the skill, and nobody who is absent", async () => {
    const order = await t.order({ skill: "光纤熔接" });
    const tried = (more = {}) =>
      t.agree(order.id, 9, { from: t.at(9, 18), to: t.at(11, 18), installerId: t.otherId, ...more });
    expect((await tried()).body.title).toContain("技能");
    const profile = { calendar: null, areas: ["330100"], skills: ["光纤熔接"] };
    expect((await t.lead("PUT", `/installers/${t.otherId}`, profile)).body).toMatchObject(profile);
    const away = await t.lead("POST", `/installers/${t.otherId}/absences`, {
      from: t.at(10, 18),
      to: t.at(18, 18),
      reason: "年假",
    });
    expect(away.status).toBe(201);
    expect((await tried()).body.title).toContain("请假");
    expect((await t.lead("DELETE", `/installers/${t.otherId}/absences/${away.body.id}`)).status).toBe(204);
    expect((await tried()).status).toBe(200);
    expect((await t.lead("PUT", `/installers/${t.otherId}`, { ...profile, calendar: "nonsense" })).status).toBe(400);
    expect((await t.agent("PUT", `/installers/${t.otherId}`, profile)).status).toBe(403);
  });
});

describe("two at once", () => {
  test("one wins the installer's time, the other is told; nothing is half-written", async () => {
    for (let round = 0; round < 6; round++) {
      const [one, two] = [await t.order(), await t.order()];
      const day = 22 + round;
      const window = { from: t.at(9, day), to: t.at(11, day), installerId: t.otherId, reason: "排期" };
      const answers = await Promise.all([t.agree(one.id, 9, window), t.agree(two.id, 9, window)]);
      if (day === 27 || day === 28) continue; // the weekend: both are refused by the calendar
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
      const loser = answers[0]!.status === 409 ? one : two;
      expect(answers.find((answer) => answer.status === 409)!.body.code).toMatch(
        /^(service.installer_taken|platform.try_again)$/,
      );
      expect((await t.lead("GET", `/work-orders/${loser.id}`)).body).toMatchObject({
        state: "new",
        goings: [],
        visits: 0,
      });
    }
  });

  test("of one order, the second moves what the first agreed, and only one booking stays", async () => {
    const order = await t.order();
    const answers = await Promise.all([
      t.agree(order.id, 9, { from: t.at(13, 18), to: t.at(15, 18) }),
      t.agree(order.id, 9, { from: t.at(15, 18), to: t.at(17, 18) }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    const { rows } = await t.pool.query("select count(*)::int from service.booking where work_order_id = $1", [
      order.id,
    ]);
    expect(rows).toEqual([{ count: 1 }]);
  });
});

describe("free windows", () => {
  test("are offered by hours, area, skill and what is taken, and can be booked as offered", async () => {
    const order = await t.order({ ...(await t.customer("选时客户", "330203")) });
    const asked = async (more = "") =>
      (await t.lead("GET", `/work-orders/windows?orderId=${order.id}&from=2026-06-29&days=2${more}`)).body.items;
    const offered = await asked();
    // The second installer goes to Hangzhou only, and the order is in Ningbo.
    expect([...new Set(offered.map((one: any) => one.installerName))]).toEqual(["郑大勇"]);
    expect(offered.map((one: any) => one.from)).toEqual([
      "2026-06-29T00:30:00.000Z",
      "2026-06-29T03:00:00.000Z",
      "2026-06-29T05:30:00.000Z",
      "2026-06-30T00:30:00.000Z",
      "2026-06-30T03:00:00.000Z",
      "2026-06-30T05:30:00.000Z",
    ]);
    const [first, next] = offered;
    expect((await t.agree(order.id, 9, { ...first, installerName: undefined, reason: "客户指定" })).status).toBe(200);
    const left = (await t.lead("GET", "/work-orders/windows?kind=installation&area=330203&from=2026-06-29&days=1")).body
      .items;
    expect(left[0].from).toBe(next.from);
    // Its own time is free to the order itself.
    expect((await asked())[0]).toEqual(first);
    expect(await asked(`&skill=${encodeURIComponent("光纤熔接")}`)).toEqual([]);
    expect((await asked(`&installerId=${t.otherId}`)).every((one: any) => one.installerId === t.otherId)).toBe(true);
  });

  test("begin after the notice that the clause wants, and never in the past", async () => {
    const { items } = (await t.lead("GET", "/work-orders/windows?kind=removal&from=2026-06-15&days=1")).body;
    expect(items.every((one: any) => one.from >= "2026-06-15T04:00:00.000Z")).toBe(true);
    expect((await t.lead("GET", "/work-orders/windows?kind=removal&from=2026-06-01&days=7")).body.items).toEqual([]);
    expect((await t.lead("GET", "/work-orders/windows?from=never")).status).toBe(400);
  });
});

test("the board shows who has what when, what waits, and what does not fit", async () => {
  const waiting = await t.order({ ...(await t.customer("等候客户", "330402")), skill: "光纤熔接" });
  const planned = await t.order({ ...(await t.customer("上板客户", "330402")) });
  await t.agree(planned.id, 9, { from: t.at(13, 17), to: t.at(15, 17), installerId: t.otherId });
  await t.lead("POST", `/installers/${t.otherId}/absences`, { from: t.at(12, 17), to: t.at(18, 17), reason: "病假" });
  const { body } = await t.lead("GET", "/work-orders/board?from=2026-06-15");
  expect(body.days).toEqual([
    "2026-06-15",
    "2026-06-16",
    "2026-06-17",
    "2026-06-18",
    "2026-06-19",
    "2026-06-20",
    "2026-06-21",
  ]);
  expect(body.installers.map((one: any) => one.name)).toEqual(["钱二", "郑大勇"]);
  expect(body.installers[0].openDays).toEqual(["2026-06-15", "2026-06-16", "2026-06-17", "2026-06-18"]);
  expect(body.installers[0].absences).toMatchObject([{ reason: "病假" }]);
  // Absent by now, and in Jiaxing, where this installer does not go.
  expect(body.planned.find((one: any) => one.id === planned.id)).toMatchObject({
    conflicts: ["absent", "area"],
    customerName: "上板客户",
  });
  expect(body.waiting.find((one: any) => one.id === waiting.id)).toMatchObject({ conflicts: [] });
  const narrowed = (
    await t.lead("GET", `/work-orders/board?from=2026-06-15&area=330402&skill=${encodeURIComponent("光纤熔接")}`)
  ).body;
  expect([narrowed.installers, narrowed.waiting.map((one: any) => one.id)]).toEqual([[], [waiting.id]]);
  expect((await t.lead("GET", "/work-orders/board?from=monday")).status).toBe(400);
});
