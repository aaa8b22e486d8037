// The bare limit: node:http and pg, no checks, no masks; sends the statements that it is given.
import { randomUUID } from "node:crypto";
import http from "node:http";
import pg from "pg";

type Sent = { name?: string; text: string; values?: unknown[] };
/** Statements of one creating request, and the id that it made. */
export type Creating = { readonly sent: readonly Sent[]; readonly made: string };
export type BareSetup = { url: string; customer: Creating; ticket: Creating; reading: Sent[]; read: string };

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const ticketNumber = /T\d{6}-[A-Z2-9]{5}/g;

const setup = JSON.parse(process.env.BARE_SETUP ?? "null") as BareSetup | null;
if (setup) serve(setup);

function serve({ url, customer, ticket, reading, read }: BareSetup) {
  const pool = new pg.Pool({ connectionString: url, max: 12, options: "-c jit=off" });
  const known = new Set(JSON.stringify(reading).match(uuid));
  const create = ({ sent, made }: Creating) => {
    // Every id that the recorded request made is made anew for each request; those of staff, roles and versions stay.
    const fresh = [...new Set(JSON.stringify(sent.map((one) => one.values)).match(uuid))].filter(
      (id) => id === made || (!known.has(id) && idIsNew(id, made)),
    );
    const numbers = [...new Set(JSON.stringify(sent.map((one) => one.values)).match(ticketNumber) ?? [])];
    return () =>
      run(
        pool,
        sent,
        new Map([
          ...fresh.map((one) => [one, randomUUID()] as const),
          ...numbers.map((one) => [one, one.slice(0, 8) + randomUUID().slice(0, 8)] as const),
        ]),
      );
  };
  const [newCustomer, newTicket] = [create(customer), create(ticket)];
  http
    .createServer((request, response) => {
      const id = request.url!.split("/").at(-1)!;
      request.resume();
      request.once("end", () => {
        (request.method === "GET"
          ? run(pool, reading, new Map([[read, id]]))
          : request.url!.endsWith("/tickets")
            ? newTicket()
            : newCustomer()
        ).then(
          (rows) =>
            response
              .writeHead(request.method === "GET" ? 200 : 201, { "content-type": "application/json" })
              .end(JSON.stringify(rows[0] ?? {})),
          (error: Error) => {
            console.error(error.message);
            response.writeHead(500).end();
          },
        );
      });
    })
    .listen(Number(process.env.YOUZHANG_PORT), () => console.log("ready"));
}

/** UUIDv7 begin with their time: those of one request lie within a second. */
function idIsNew(id: string, made: string) {
  const time = (of: string) => Number.parseInt(of.replace("-", "").slice(0, 12), 16);
  return Math.abs(time(id) - time(made)) < 1000;
}

async function run(pool: pg.Pool, statements: readonly Sent[], ids: Map<string, string>) {
  const client = await pool.connect();
  let last: unknown[] = [];
  try {
    for (const { name, text, values } of statements) {
      const { rows } = await client.query({
        ...(name && { name }),
        text,
        values: values?.map((value) => renew(value, ids)) as unknown[],
      });
      if (rows?.length) last = rows;
    }
    return last;
  } finally {
    client.release();
  }
}

function renew(value: unknown, ids: Map<string, string>): unknown {
  if (typeof value === "string") return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => renew(one, ids));
  const hex = (value as { hex?: string } | null)?.hex;
  return typeof hex === "string" ? Buffer.from(hex, "hex") : value;
}
