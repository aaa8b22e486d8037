import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { signatureOf } from "./signature.rules.ts";

type Board = { id: string; secret: string };
export type Sending = { body?: string | Buffer; headers?: Record<string, string | undefined>; by?: Board; at?: Date };

export const start = "2026-06-15T02:00:00.000Z";
export const after = (seconds: number): string => new Date(Date.parse(start) + seconds * 1000).toISOString();

/** A company with a switchboard, two telephones and a customer who calls. */
export async function hotlineDesk() {
  const t = await testApp(start);
  const [lead, agent] = [await t.as("team_lead"), await t.as("agent")];
  const staff: Record<string, string> = {};
  for (const row of (await t.pool.query("select email, id from identity.staff")).rows)
    staff[row.email.split("@")[0]] = row.id;
  const board: Board = (await lead("POST", "/hotline/switchboards", { name: "总机" })).body;
  await lead("PUT", "/hotline/extensions/8001", { staffId: staff["agent"] });
  await lead("PUT", "/hotline/extensions/8002", { staffId: staff["team.lead"] });
  const given = newCustomer({ name: "欧阳小娟" }, { contacts: [{ kind: "phone", value: "13812345678" }] });
  const { customerId } = (await (await t.as("data_group"))("POST", "/customers", given)).body as { customerId: string };

  /** What a switchboard sends, byte by byte. */
  async function send(event: object, { body, headers, by = board, at = t.clock.now() }: Sending = {}) {
    const payload = body ?? JSON.stringify(event);
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const reply = await t.app.inject({
      method: "POST",
      url: "/api/v1/hotline/events",
      payload,
      headers: Object.fromEntries(
        Object.entries({
          "content-type": "application/json",
          "x-hotline-switchboard": by.id,
          "x-hotline-timestamp": timestamp,
          "x-hotline-signature": signatureOf(by.secret, timestamp, payload),
          ...headers,
        }).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
    });
    return { status: reply.statusCode, body: reply.json() as any };
  }
  const contact = async (id: string) => (await lead("GET", `/contacts/${id}`)).body;
  const promises = async (id: string) =>
    (
      await t.pool.query(
        "select state, clause, assignee_id, customer_id, settled_at is not null as settled, settled_by_name, due_at from policy.obligation where subject_id = $1 and control = 'service.hotline-answer'",
        [id],
      )
    ).rows;
  return { t, lead, agent, staff, board, customerId, send, contact, promises };
}
