import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CallbackApp, callbackApp, runPlan } from "../../../../test/callbacks.ts";
import { fileBody, newKey } from "../chat/testing.ts";
import { customerAt, oneFile, png } from "./testing.ts";

/**
 * Plants words that occur nowhere else with two customers, in what they see and in what stays among colleagues, and
 * hunts each over every GET route of the portal and of the links: as either customer, under either link, as one of the
 * staff, and as nobody. Routes come from the OpenAPI document, so that new ones are hunted unasked.
 */
let t: CallbackApp;
type Call = CallbackApp["call"];
type Side = { call: Call; link: string; ids: string[]; key: string };
const sides = {} as Record<"one" | "two", Side>;
const phones = { one: "13812345678", two: "13912345678" };
const secret = (side: string, what: string) => `密${side}${what}语`;
/** What a customer sees of their own; under a link only what is its ticket's. */
const seen = ["subject", "words", "reply", "upload", "given", "opinion", "chat", "chatfile"] as const;
const underLink = ["subject", "words", "reply", "upload", "given"] as const;
const inside = ["note", "internal", "agentnote"] as const;
const ok = ({ status, body }: { status: number; body: any }) => {
  if (status >= 300) throw new Error(JSON.stringify(body));
  return body;
};

beforeAll(async () => {
  t = await callbackApp("M");
  const [agent, data] = [await t.as("agent"), await t.as("data_group")];
  const people: Record<string, string> = {};
  for (const [side, value] of Object.entries(phones))
    people[side] = ok(
      await data("POST", "/customers", {
        facts: { kind: "person", name: `客户${side}` },
        contacts: [{ kind: "phone", value }],
        consents: [{ purpose: "service", notice: "2026-01", evidenceKind: "signature", evidence: "单" }],
      }),
    ).customerId;
  await runPlan(t, { way: "sms" });
  ok(await agent("PUT", "/chat-agents/me", { here: true }));
  for (const side of ["one", "two"] as const) {
    const call = await customerAt(t, phones[side]);
    const said = (what: string) => secret(side, what);
    const upload = ok(await call("POST", "/portal/files", ...oneFile(`${said("upload")}.png`, png)));
    const ticket = ok(
      await call("POST", "/portal/tickets", {
        kind: "enquiry",
        subject: said("subject"),
        content: said("words"),
        files: [upload.id],
      }),
    );
    const at = `/tickets/${ticket.id}`;
    ok(await agent("POST", `${at}/entries`, { kind: "note", body: said("note") }));
    ok(await agent("POST", `${at}/entries`, { kind: "reply", body: said("reply"), way: "told" }));
    const internal = ok(await agent("POST", `${at}/attachments`, ...oneFile(`${said("internal")}.png`, png)));
    const given = ok(
      await agent("POST", `${at}/attachments`, ...oneFile(`${said("given")}.png`, png, { forCustomer: "true" })),
    );
    const link = ok(await agent("POST", `${at}/customer-link`, {})).token as string;
    const callback = ok(await call("GET", "/portal/callbacks")).items[0].id;
    ok(await call("POST", `/portal/callbacks/${callback}/answer`, { satisfaction: 4, opinion: said("opinion") }));
    const key = newKey();
    const headers = { "x-chat-key": key };
    const chat = ok(await call("POST", "/portal/chats", { clientId: randomUUID(), text: said("chat") }, headers)).chat
      .id;
    const file = fileBody(`${said("chatfile")}.png`, png);
    const sent = ok(await call("POST", "/portal/chats/current/files", file.payload, { ...headers, ...file.headers }));
    ok(await agent("POST", `/chats/${chat}/taking`, {}));
    ok(
      await agent("POST", `/chats/${chat}/messages`, {
        clientId: randomUUID(),
        kind: "note",
        text: said("agentnote"),
      }),
    );
    const files = ok(await call("GET", `/portal/tickets/${ticket.id}`)).files.map((one: any) => one.id);
    const ids = [ticket.id, callback, chat, sent.id, internal.id, given.id, ...files, people[side]!];
    sides[side] = { call, link, ids, key };
  }
});
afterAll(() => t.close());

/** Every GET route of customers' with its places filled by everything that was made, of either. */
function routes(): string[] {
  const swagger = (t.app as unknown as { swagger: () => { paths: Record<string, Record<string, unknown>> } }).swagger();
  const ids = [...new Set([...sides.one.ids, ...sides.two.ids])];
  const fill = (path: string): string[] => {
    const place = /\{(\w+)\}/.exec(path);
    if (!place) return [path];
    const values = place[1] === "token" ? [sides.one.link, sides.two.link] : ids;
    return values.flatMap((one) => fill(path.replace(place[0], one)));
  };
  return Object.entries(swagger.paths)
    .filter(([path, verbs]) => /^\/api\/v1\/(portal|ticket-links)\//.test(path) && "get" in verbs)
    .filter(([path]) => !path.endsWith("/live"))
    .flatMap(([path]) => fill(path.replace(/^\/api\/v1/, "")));
}

async function found(call: Call, paths: readonly string[], headers: Record<string, string> = {}): Promise<string[]> {
  const all = new Set<string>();
  const words = ["one", "two"].flatMap((side) => [...seen, ...inside].map((what) => secret(side, what)));
  for (const path of paths) {
    const { status, body, headers: told } = await call("GET", path, undefined, headers);
    expect(status, path).toBeLessThan(500);
    const text = `${JSON.stringify(body)} ${decodeURIComponent(String(told["content-disposition"] ?? ""))}`;
    for (const word of words) if (text.includes(word)) all.add(word);
  }
  return [...all].sort();
}
const own = (side: string, what: readonly string[]) => what.map((one) => secret(side, one)).sort();
const under = (link: string) => routes().filter((path) => path.includes(link));
const signedIn = () => routes().filter((path) => path.startsWith("/portal/"));

test.each([
  ["one", "two"],
  ["two", "one"],
] as const)(
  "customer %s finds all that is theirs, and nothing of customer %s or of the colleagues'",
  async (side, foreign) => {
    const { call, key } = sides[side];
    expect(await found(call, signedIn(), { "x-chat-key": key })).toEqual(own(side, seen));
    // Nor with the other's key in hand.
    expect(await found(call, signedIn(), { "x-chat-key": sides[foreign].key })).toEqual(
      own(
        side,
        seen.filter((one) => !one.startsWith("chat")),
      ),
    );
  },
);

test.each(["one", "two"] as const)("the link of customer %s shows its ticket and nothing else", async (side) => {
  expect(await found(t.call, under(sides[side].link))).toEqual(own(side, underLink));
});

test("nobody and the staff find nothing in the portal", async () => {
  const headers = { "x-chat-key": sides.one.key };
  expect(await found(t.call, signedIn(), headers)).toEqual([]);
  for (const role of ["agent", "manager", "administrator"])
    expect(await found(await t.as(role), signedIn(), headers), role).toEqual([]);
});
