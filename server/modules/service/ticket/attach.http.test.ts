import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let agent: Awaited<ReturnType<typeof t.as>>;
let id: string;
beforeAll(async () => {
  t = await testApp();
  agent = await t.as("agent");
  const { customerId } = (await agent("POST", "/customers", newCustomer({ name: "慕容雪" }))).body;
  const made = await agent("POST", "/tickets", {
    customerId,
    kind: "enquiry",
    source: "counter",
    subject: "发票抬头",
    content: "发票抬头写错了。",
  });
  id = made.body.id;
});
afterAll(() => t.close());

const edge = "----edge";
const send = (ticketId: string, name: string, bytes: Buffer, as = agent) =>
  as(
    "POST",
    `/tickets/${ticketId}/attachments`,
    Buffer.concat([
      Buffer.from(
        `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`,
      ),
      bytes,
      Buffer.from(`\r\n--${edge}--\r\n`),
    ]),
    { "content-type": `multipart/form-data; boundary=${edge}` },
  );
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("a picture is kept with the ticket, and fetched as it came", async () => {
  const { status, body } = await send(id, "发票.png", png);
  expect([status, body]).toEqual([201, { id: expect.any(String) }]);
  const { items } = (await agent("GET", `/tickets/${id}/attachments`)).body;
  expect(items).toMatchObject([
    { id: body.id, name: "发票.png", mediaType: "image/png", size: String(png.length), entryId: null },
  ]);
  const file = await agent("GET", `/tickets/${id}/attachments/${body.id}/file`);
  expect([file.status, file.headers["content-type"]]).toEqual([200, "image/png"]);
  const { items: events } = (await agent("GET", `/tickets/${id}/events`)).body;
  expect(events[0].kind).toBe("service.ticket.attached");
});

test.each([
  ["a program under another name", "发票.png", Buffer.from(`MZ${"\0".repeat(200)}`), 415],
  ["a page that a browser would run", "页.html", Buffer.from("<html><script>1</script></html>"), 415],
  ["nothing", "空.png", Buffer.alloc(0), 415],
])("%s is not kept", async (_, name, bytes, wanted) => {
  expect((await send(id, name, bytes)).status).toBe(wanted);
  expect((await agent("GET", `/tickets/${id}/attachments`)).body.items).toHaveLength(1);
});

test("without a file, on a ticket that one does not see, or on an archived one it is refused", async () => {
  expect((await agent("POST", `/tickets/${id}/attachments`, {})).status).toBe(400);
  expect((await send(id, "发票.png", png, await t.as("finance"))).status).toBe(404);
  await agent("POST", `/tickets/${id}/closure`, { outcome: "已重开发票" });
  const { status, body } = await send(id, "发票.png", png);
  expect([status, body.clause.number]).toEqual([403, "B5.3.1"]);
});
