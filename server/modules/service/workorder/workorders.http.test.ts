import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../../platform/ids.ts";
import { type OrderApp, orderApp } from "./testing.ts";

let t: OrderApp;
beforeAll(async () => {
  t = await orderApp();
});
afterAll(() => t.close());

const ticket = async (kind: string, customerId: string, openedAt?: string) => {
  const given = { kind, source: "hotline", subject: "没有信号", content: "昨晚开始没有信号", customerId };
  const made = await t.agent("POST", "/tickets", given);
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  if (openedAt) await t.pool.query("update service.ticket set opened_at = $2 where id = $1", [made.body.id, openedAt]);
  return made.body.id as string;
};

describe("opening", () => {
  test("takes the area from the address and promises the installation by the clause in force", async () => {
    const order = await t.order();
    expect(order).toMatchObject({
      number: expect.stringMatching(/^W260615-[A-Z2-9]{5}$/),
      state: "new",
      area: "330106",
      areaName: expect.stringContaining("西湖区"),
      locality: "town",
      customerName: expect.any(String),
      // Three working days by the office calendar; the Friday is a holiday.
      dueAt: "2026-06-18T09:30:00Z",
      promisedBy: "2026-06-18T09:30:00Z",
    });
    expect(await t.promises(order.id)).toMatchObject([
      { control: "service.installation", clause: "B5.2.1", term: "3wd", calendar: "office", state: "open" },
    ]);
    expect((await t.events(order.id)).map((one) => one.kind)).toEqual(["service.workorder.opened"]);
  });

  test("from a ticket runs from the customer's report, and the ticket says so", async () => {
    const { customerId } = await t.customer("报障客户");
    const id = await ticket("fault", customerId, "2026-06-14T20:00:00Z");
    const order = await t.order({ ticketId: id, kind: "repair", description: "上门检修" });
    expect(order).toMatchObject({ customerId, ticketId: id, dueAt: "2026-06-15T20:00:00Z" });
    expect(await t.promises(order.id)).toMatchObject([
      { control: "service.repair", term: "24h", calendar: "24x7", opened_at: "2026-06-14T20:00:00Z" },
    ]);
    const { rows } = await t.pool.query("select kind, body from service.entry where ticket_id = $1", [id]);
    expect(rows).toEqual([{ kind: "note", body: `已开上门工单 ${order.number}（维修）` }]);
    expect((await t.agent("GET", `/work-orders?ticketId=${id}`)).body.items).toMatchObject([{ id: order.id }]);
  });

  test("a removal promises nothing", async () => {
    expect(await t.promises((await t.order({ kind: "removal" })).id)).toEqual([]);
  });

  test.each<[string, () => Promise<object>, number, string]>([
    ["without a customer", async () => ({}), 400, "customerId"],
    [
      "with the address of somebody else",
      async () => ({ ...(await t.customer("甲")), addressId: (await t.customer("乙")).addressId }),
      400,
      "addressId",
    ],
    ["with a customer who is not there", async () => ({ customerId: newId() }), 404, ""],
    ["with a ticket that is not there", async () => ({ ticketId: newId() }), 404, ""],
    ["with a kind that is none", async () => ({ ...(await t.customer("丙")), kind: "magic" }), 400, "kind"],
    ["without words", async () => ({ ...(await t.customer("丁")), description: " " }), 400, "description"],
    ["with an area that is none", async () => ({ ...(await t.customer("戊")), area: "33" }), 400, "area"],
  ])("%s is refused", async (_, given, status, field) => {
    const { body, ...answer } = await t.agent("POST", "/work-orders", {
      kind: "installation",
      description: "新装",
      ...(await given()),
    });
    expect(answer.status).toBe(status);
    if (field) expect(body.errors.map((one: any) => one.field)).toContain(field);
  });

  test("for a customer whose file is closed is refused", async () => {
    const { customerId } = await t.customer("销户客户");
    await t.lead("POST", `/customers/${customerId}/closure`, { reason: "迁往外地" });
    const answer = await t.agent("POST", "/work-orders", { kind: "removal", description: "拆机", customerId });
    expect([answer.status, answer.body.code]).toEqual([409, "service.customer_not_active"]);
  });
});

describe("who sees what", () => {
  test("an installer sees the orders that they carry out, and no others", async () => {
    const [mine, theirs] = [await t.order(), await t.order()];
    await t.agree(mine.id, 9);
    await t.agree(theirs.id, 9, { installerId: t.otherId });
    const seen = (await t.installer("GET", "/work-orders?limit=200")).body.items.map((one: any) => one.id);
    expect([seen.includes(mine.id), seen.includes(theirs.id)]).toEqual([true, false]);
    expect((await t.installer("GET", `/work-orders/${theirs.id}`)).status).toBe(404);
    expect((await t.installer("POST", `/work-orders/${theirs.id}/departure`, {})).status).toBe(404);
    expect((await t.installer("GET", `/work-orders/${theirs.id}/signature`)).status).toBe(404);
    expect(
      (await t.installer("POST", `/work-orders/${theirs.id}/reveals`, { what: "phone", reason: "上门" })).status,
    ).toBe(404);
    expect((await t.second("GET", `/work-orders/${theirs.id}`)).status).toBe(200);
    // Once it is given to somebody else, it is gone from the first one's phone.
    await t.agree(mine.id, 14, { installerId: t.otherId });
    expect((await t.installer("GET", `/work-orders/${mine.id}`)).status).toBe(404);
  });

  test("address and phone are masked for the installer until they are asked for with a reason", async () => {
    const order = await t.order();
    await t.agree(order.id, 11);
    const { body } = await t.installer("GET", `/work-orders/${order.id}`);
    expect(body.address).toMatchObject({ division: "330106", detail: "******" });
    expect(body.phone).toMatchObject({ value: "137****0987" });
    const reveal = (what: string, reason = "上门前联系客户") =>
      t.installer("POST", `/work-orders/${order.id}/reveals`, { what, reason });
    expect((await reveal("address")).body).toEqual({ value: "文三路123号4幢501室" });
    expect((await reveal("phone")).body).toEqual({ value: "13712340987" });
    expect((await reveal("phone", " ")).status).toBe(400);
    const { rows } = await t.pool.query(
      "select subject_type, actor_name, data from platform.event where kind = 'customers.field.revealed' and customer_id = $1 order by id",
      [order.customerId],
    );
    expect(rows.map((row) => [row.subject_type, row.actor_name, row.data.reason])).toEqual([
      ["address", "郑大勇", "上门前联系客户"],
      ["contact", "郑大勇", "上门前联系客户"],
    ]);
  });

  test("a role without the right neither opens nor schedules", async () => {
    const order = await t.order();
    const finance = await t.as("finance");
    expect((await finance("GET", "/work-orders")).status).toBe(403);
    expect(
      (await finance("POST", "/work-orders", { kind: "repair", description: "x", customerId: order.customerId }))
        .status,
    ).toBe(403);
    const window = { installerId: t.installerId, from: t.at(9, 17), to: t.at(11, 17) };
    expect((await t.agent("POST", `/work-orders/${order.id}/appointment`, window)).status).toBe(403);
    expect((await t.installer("POST", `/work-orders/${order.id}/appointment`, window)).status).toBe(403);
    expect((await t.lead("POST", `/work-orders/${order.id}/departure`, {})).status).toBe(403);
  });
});

test("the list filters, sorts and pages", async () => {
  const area = "330702";
  const made = [];
  for (let n = 0; n < 3; n++) made.push(await t.order({ ...(await t.customer(`列表${n}`, area)) }));
  const list = async (query: string) => (await t.lead("GET", `/work-orders?${query}`)).body;
  const first = await list("area=330700&limit=2&sort=-openedAt");
  expect(first.items).toHaveLength(2);
  const rest = await list(`area=330700&limit=2&sort=-openedAt&cursor=${first.next}`);
  expect([...first.items, ...rest.items].map((one: any) => one.id).sort()).toEqual(made.map((one) => one.id).sort());
  expect((await list(`area=330700&state=scheduled`)).items).toEqual([]);
  expect((await list(`q=${made[1].number}`)).items).toMatchObject([{ id: made[1].id }]);
  expect((await list("sort=dueAt&limit=5")).items.length).toBe(5);
  expect((await t.lead("GET", "/work-orders/count?area=330700")).body).toEqual({ count: 3, estimated: false });
  expect((await t.lead("GET", "/work-orders?description=x")).status).toBe(400);
});

test("where a customer was merged, the visit goes to the one that stays", async () => {
  const [kept, gone] = [await t.customer("并入客户"), await t.customer("并入客户")];
  const order = await t.order({ ...gone });
  const data = await t.as("data_group");
  const merge = { otherId: gone.customerId, reason: "同一客户重复建档" };
  expect((await data("POST", `/customers/${kept.customerId}/merges`, merge)).status).toBe(200);
  expect((await t.lead("GET", `/work-orders/${order.id}`)).body).toMatchObject({
    customerName: "并入客户",
    address: { detail: "文三路123号4幢501室" },
  });
  expect((await t.agree(order.id, 9, { from: t.at(9, 17), to: t.at(11, 17) })).status).toBe(200);
  expect(await t.messages(kept.customerId)).toMatchObject([{ template: "appointment" }]);
  const reveal = await t.installer("POST", `/work-orders/${order.id}/reveals`, { what: "phone", reason: "上门" });
  expect(reveal.body).toEqual({ value: "13712340987" });
});
