import { deflateSync } from "node:zlib";
import { type Answer, testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import { watchOrders } from "./late.actions.ts";

export type Call = Awaited<ReturnType<Awaited<ReturnType<typeof testApp>>["as"]>>;

/** The server on a Monday at ten in Shanghai, with two installers, a dispatcher and a customer with address and phone. */
export async function orderApp(now = "2026-06-15T02:00:00.000Z") {
  const t = await testApp(now);
  const other = newId();
  await t.pool.query(
    `insert into identity.staff (id, email, name, department_id, password_hash)
     select $1, 'installer.two@demo.example', '钱二', department_id, password_hash from identity.staff where email = 'installer@demo.example'`,
    [other],
  );
  await t.pool.query(
    "insert into identity.staff_role (staff_id, role_id) select $1, id from identity.role where key = 'installer'",
    [other],
  );
  const lead = await t.as("team_lead");
  const agent = await t.as("agent");
  const installer = await t.as("installer");
  const second = await t.as("installer_two");
  const { id: installerId } = (await installer("GET", "/me")).body;
  const data = await t.as("data_group");
  // The clock travels further than a session lasts.
  await t.pool.query(
    "update identity.session set expires_at = expires_at + interval '1 year', last_seen_at = last_seen_at + interval '1 year'",
  );
  const customer = async (name = "欧阳小娟", division = "330106") => {
    const made = await data(
      "POST",
      "/customers",
      newCustomer(
        { name },
        {
          contacts: [{ kind: "phone", value: "13712340987", isPrimary: true }],
          addresses: [{ division, detail: "文三路123号4幢501室", isPrimary: true }],
        },
      ),
    );
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    const customerId = made.body.customerId as string;
    const [address] = (await data("GET", `/customers/${customerId}/addresses`)).body.items;
    return { customerId, addressId: address.id as string };
  };
  const order = async (given: object = {}): Promise<any> => {
    const whom = "customerId" in given || "ticketId" in given ? {} : await customer();
    const made = await agent("POST", "/work-orders", {
      kind: "installation",
      description: "新装宽带 300M",
      ...whom,
      ...given,
    });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    return made.body;
  };
  /** Tomorrow at nine in Shanghai and the hours after, on whole hours. */
  const at = (hour: number, day = 16) => `2026-06-${day}T${String(hour - 8).padStart(2, "0")}:00:00.000Z`;
  const agree = (id: string, hour = 9, more: object = {}): Promise<Answer> =>
    lead("POST", `/work-orders/${id}/appointment`, { installerId, from: at(hour), to: at(hour + 2), ...more });
  /** Agreed, dispatched, departed and, unless told otherwise, arrived at. */
  const atWork = async (given: object = {}, { hour = 9, arrived = true } = {}) => {
    const { id } = await order(given);
    for (const answer of [
      await agree(id, hour),
      await lead("POST", `/work-orders/${id}/dispatch`, {}),
      await installer("POST", `/work-orders/${id}/departure`, {}),
      ...(arrived ? [await installer("POST", `/work-orders/${id}/arrival`, {})] : []),
    ])
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return id as string;
  };
  const upload = async (role: string, id: string, bytes: Buffer, name = "photo.jpg", stepId?: string) => {
    const { body } = await t.call("POST", "/sessions", {
      email: `${role.replaceAll("_", ".")}@demo.example`,
      password: "youzhang demo",
    });
    const line = "----youzhang";
    const head = `--${line}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/jpeg\r\n\r\n`;
    const reply = await t.app.inject({
      method: "POST",
      url: `/api/v1/work-orders/${id}/photos${stepId ? `?stepId=${stepId}` : ""}`,
      headers: { authorization: `Bearer ${body.token}`, "content-type": `multipart/form-data; boundary=${line}` },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${line}--\r\n`)]),
    });
    return { status: reply.statusCode, body: reply.json() };
  };
  /** All steps ticked off, with the photos that they ask for. */
  const steps = async (id: string) => {
    for (const step of (await installer("GET", `/work-orders/${id}`)).body.steps) {
      if (step.photo) await upload("installer", id, jpeg(), "a.jpg", step.id);
      await installer("PUT", `/work-orders/${id}/steps/${step.id}`, { done: true });
    }
  };
  const sign = (id: string, by: Call = installer) =>
    by("PUT", `/work-orders/${id}/signature`, { signerName: "欧阳小娟", png: signature().toString("base64") });
  const promises = async (id: string, control = "%") =>
    (
      await t.pool.query(
        `select control, clause, state, term, calendar, opened_at, due_at, assignee_id, paused_since is not null as paused, settled_at is not null as settled
           from policy.obligation where subject_id = $1 and control like $2 order by opened_at, id`,
        [id, control],
      )
    ).rows;
  const messages = async (customerId: string) =>
    (
      await t.pool.query(
        "select template, way, subject, body from service.message where customer_id = $1 order by id",
        [customerId],
      )
    ).rows;
  const events = async (id: string) =>
    (await t.pool.query("select kind, data from platform.event where subject_id = $1 order by id", [id])).rows as {
      kind: string;
      data: any;
    }[];
  const watch = () => write(t.services, { actor: systemActor("cron") }, watchOrders);
  return {
    ...t,
    lead,
    agent,
    installer,
    second,
    installerId: installerId as string,
    otherId: other,
    customer,
    order,
    at,
    agree,
    atWork,
    upload,
    steps,
    sign,
    promises,
    messages,
    events,
    watch,
  };
}
export type OrderApp = Awaited<ReturnType<typeof orderApp>>;

/** The first bytes of a photo, and something behind them. */
export const jpeg = (size = 2_000): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(size, 7)]);

/** A real PNG of one black line. */
export function signature(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(40, 0);
  header.writeUInt32BE(20, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.concat(
    Array.from({ length: 20 }, (_, y) =>
      Buffer.from([0, ...Array.from({ length: 40 }, (__, x) => (y === 10 && x > 5 ? 0 : 255))]),
    ),
  );
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
