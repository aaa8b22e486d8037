import { randomBytes, randomUUID } from "node:crypto";
import { signatureOf } from "../modules/service/index.ts";
import { clock, daytime } from "./days.ts";
import { type Call, day, type Happening } from "./happening.ts";
import type { Known } from "./house.ts";
import { mobile } from "./names.ts";
import type { Random } from "./random.ts";
import { callNotes, needs } from "./said.ts";

/**
 * Calls of the hotline as a switchboard tells of them: most are answered at once, a few rang too long or in vain. What was
 * said is written down with the need, or goes to the next shift; whoever was missed is called back.
 */
export function calls(r: Random, from: number, now: number, count: number, known: Known): Happening[] {
  let board: { id: string; secret: string } | undefined;
  const connect = async (call: Call) => {
    if (board) return;
    board = await call("team_lead", "POST", "/hotline/switchboards", { name: "总机" });
    for (const [role, extension] of [
      ["agent", "8001"],
      ["team_lead", "8002"],
    ] as const)
      await call(role, "PUT", "/hotline/mine", { extension });
  };
  const told = async (call: Call, at: number, event: object) => {
    await connect(call);
    if (!board) return undefined;
    const body = { at: new Date(at).toISOString(), ...event };
    const timestamp = String(Math.floor(at / 1000));
    return call("nobody", "POST", "/hotline/events", body, {
      "x-hotline-switchboard": board.id,
      "x-hotline-timestamp": timestamp,
      "x-hotline-signature": signatureOf(board.secret, timestamp, JSON.stringify(body)),
    });
  };
  return Array.from({ length: count }, (_, n) => from + ((n + r.next()) * (now - from)) / count).flatMap((moment) => {
    // Three in four call by day, the others whenever it is.
    const at = Math.floor((r.chance(0.75) ? Math.min(daytime(moment, r), now) : moment) / 1000) * 1000;
    const id = randomUUID();
    let contact: string | undefined;
    const role = r.pick(["agent", "team_lead"]);
    const note = after(r, () => contact, role, known);
    const caller = mobile(r);
    const seconds = r.int(40, 600);
    const ring = r.chance(0.92) ? r.int(2, 12) : r.int(18, 50);
    const extension = role === "agent" ? "8001" : "8002";
    const on = (after: number, event: object): Happening => ({
      at: at + after * 1000,
      what: async (call) => {
        contact = (await told(call, at + after * 1000, { call: id, from: caller, extension, ...event }))?.id ?? contact;
      },
    });
    return r.chance(0.05)
      ? [
          on(0, { event: "ringing" }),
          on(40, { event: "missed" }),
          { at: at + r.int(10, 90) * 60_000, what: note.calledBack },
        ]
      : [
          on(0, { event: "ringing" }),
          on(ring, { event: "answered" }),
          on(ring + seconds, { event: "ended", seconds }),
          { at: at + (ring + seconds + r.int(60, 900)) * 1000, what: note.written },
          { at: at + (ring + seconds + 5 * 3_600) * 1000, what: note.takenOver },
          { at: at + 4 * day, what: note.found },
        ];
  });
}

/** What is done with a call once it has ended. */
function after(r: Random, contact: () => string | undefined, role: string, known: Known) {
  const [subject, content] = r.pick(callNotes);
  const share = r.chance(0.75) ? r.next() : undefined;
  const need = r.pick(needs);
  const late = r.chance(0.08);
  const left = r.chance(0.08);
  const lost = left && r.chance(0.3);
  const about = async (call: Call, who: string) => {
    const url = `/contacts/${contact()}`;
    if (share !== undefined) {
      const { customers } = await known();
      await call(who, "POST", `${url}/customer`, { customerId: customers[Math.floor(share * customers.length)] });
    }
    const version = (await call(who, "GET", url))?.version as number | undefined;
    if (version) await call(who, "PATCH", url, { version, subject });
    return url;
  };
  const next = role === "agent" ? "team_lead" : "agent";
  return {
    written: async (call: Call) => {
      if (!contact()) return;
      const url = await about(call, role);
      if (!late) await call(role, "POST", `${url}/need`, need);
      if (!left) await call(role, "POST", `${url}/completion`, { content });
      else if (!lost)
        await call(role, "POST", "/contacts/handovers", { ids: [contact()], staffId: (await known()).staff[next] });
    },
    takenOver: async (call: Call) => {
      if (contact() && left && !lost) await call(next, "POST", `/contacts/${contact()}/completion`, { content });
    },
    // What was forgotten is found when somebody looks through what is late.
    found: async (call: Call) => {
      if (contact() && late) await call(role, "POST", `/contacts/${contact()}/need`, need);
      if (contact() && lost) await call(role, "POST", `/contacts/${contact()}/completion`, { content });
    },
    calledBack: async (call: Call) => {
      if (!contact()) return;
      const url = await about(call, role);
      await call(role, "POST", `${url}/completion`, { content: "已回电，客户问题已答复。" });
    },
  };
}

const questions = ["你好，想问下套餐怎么改", "宽带怎么这么慢", "能不能开电子发票", "遥控器坏了去哪换"];

/** Chats from the website: taken, answered within minutes as a rule, and closed. */
export function chats(r: Random, from: number, now: number, count: number): Happening[] {
  return Array.from({ length: count }, (_, n) =>
    clock(from + ((n + r.next()) * (now - from)) / count, r.int(9, 17)),
  ).flatMap((at) => {
    const need = r.pick(needs);
    const late = r.chance(0.1);
    const key = { "x-chat-key": randomBytes(32).toString("base64url") };
    const text = r.pick(questions);
    const wait = r.chance(0.9) ? r.int(20, 100) : r.int(200, 900);
    let id: string | undefined;
    let contact: string | undefined;
    return [
      {
        at,
        what: async (call: Call) => {
          await call("agent", "PUT", "/chat-agents/me", { here: true });
          const started = await call("nobody", "POST", "/chats", { clientId: randomUUID(), text }, key);
          id = started?.chat?.id;
        },
      },
      {
        at: at + wait * 1000,
        what: async (call: Call) => {
          if (!id) return;
          await call("agent", "PUT", "/chat-agents/me", { here: true });
          await call("agent", "POST", `/chats/${id}/taking`, {});
          await call("agent", "POST", `/chats/${id}/messages`, {
            clientId: randomUUID(),
            text: "您好，请稍等，我帮您看一下。",
          });
        },
      },
      {
        at: at + (wait + 300) * 1000,
        what: async (call: Call) => {
          const closed = id && (await call("agent", "POST", `/chats/${id}/closure`, { outcome: "solved" }));
          contact = closed?.contactId;
          if (contact && !late) await call("agent", "POST", `/contacts/${contact}/need`, need);
        },
      },
      {
        at: at + 4 * day,
        what: async (call: Call) => {
          if (contact && late) await call("agent", "POST", `/contacts/${contact}/need`, need);
        },
      },
    ];
  });
}
