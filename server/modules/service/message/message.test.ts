import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { type NewMessage, sendMessage } from "./message.actions.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let data: Awaited<ReturnType<typeof t.as>>;

beforeAll(async () => {
  t = await testApp();
  data = await t.as("data_group");
});
afterAll(() => t.close());

async function customer(...contacts: object[]): Promise<string> {
  const { body } = await data("POST", "/customers", newCustomer({ name: "欧阳小娟" }));
  for (const contact of contacts) {
    const reply = await data("POST", `/customers/${body.customerId}/contacts`, contact);
    expect(reply.status).toBe(201);
  }
  return body.customerId;
}
const phone = (value: string, isPrimary = false) => ({ kind: "phone", value, label: null, isPrimary });
const email = (value: string, isPrimary = false) => ({ kind: "email", value, label: null, isPrimary });
const send = (given: Omit<NewMessage, "template" | "values"> & Partial<NewMessage>) =>
  write(t.services, { actor: systemActor("test") }, (ctx) =>
    sendMessage(ctx, { template: "reopened", values: { number: "G1", subject: "无信号" }, ...given }),
  );
async function kept(id: string) {
  const { rows } = await t.pool.query("select * from service.message where id = $1", [id]);
  const { address, ...row } = rows[0];
  return { ...row, to: address && t.services.vault.open(address, "message.address") };
}

describe("a message", () => {
  test("goes where the customer prefers", async () => {
    const id = await customer(email("ou@example.com"), phone("13812345678", true));
    const { id: message } = await send({ customerId: id });
    expect(await kept(message)).toMatchObject({ way: "sms", to: "13812345678", subject: null, state: "queued" });
    const { rows } = await t.pool.query("select kind, data from platform.event where subject_id = $1", [message]);
    expect(rows).toEqual([{ kind: "service.message.queued", data: { template: "reopened", way: "sms" } }]);
  });
});
