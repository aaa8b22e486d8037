import { randomBytes, randomUUID } from "node:crypto";
import { signatureOf } from "../modules/service/index.ts";
import { type Call, day, type Happening, hour } from "./happening.ts";
import { mobile } from "./names.ts";
import type { Random } from "./random.ts";

/** Calls of the hotline as a switchboard tells of them: most are answered at once, a few rang too long or in vain. */
export function calls(r: Random, from: number, now: number, count: number): Happening[] {
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
    if (!board) return;
    const body = { at: new Date(at).toISOString(), ...event };
    const timestamp = String(Math.floor(at / 1000));
    await call("nobody", "POST", "/hotline/events", body, {
      "x-hotline-switchboard": board.id,
      "x-hotline-timestamp": timestamp,
      "x-hotline-signature": signatureOf(board.secret, timestamp, JSON.stringify(body)),
    });
  };
  return Array.from({ length: count }, (_, n) => from + ((n + r.next()) * (now - from)) / count).flatMap((moment) => {
    const at = Math.floor(moment / 1000) * 1000;
    const id = randomUUID();
    const caller = mobile(r);
    const seconds = r.int(40, 600);
    const ring = r.chance(0.92) ? r.int(2, 12) : r.int(18, 50);
    const extension = r.pick(["8001", "8002"]);
    const on = (after: number, event: object): Happening => ({
      at: at + after * 1000,
      what: (call) => told(call, at + after * 1000, { call: id, from: caller, extension, ...event }),
    });
    return r.chance(0.05)
      ? [on(0, { event: "ringing" }), on(40, { event: "missed" })]
      : [on(0, { event: "ringing" }), on(ring, { event: "answered" }), on(ring + seconds, { event: "ended", seconds })];
  });
}

const questions = ["你好，想问下套餐怎么改", "宽带怎么这么慢", "能不能开电子发票", "遥控器坏了去哪换"];

/** Chats from the website: taken, answered within minutes as a rule, and closed. */
export function chats(r: Random, from: number, now: number, count: number): Happening[] {
  return Array.from(
    { length: count },
    (_, n) => Math.floor((from + ((n + r.next()) * (now - from)) / count) / day) * day + r.int(1, 9) * hour,
  ).flatMap((at) => {
    const key = { "x-chat-key": randomBytes(32).toString("base64url") };
    const text = r.pick(questions);
    const wait = r.chance(0.9) ? r.int(20, 100) : r.int(200, 900);
    let id: string | undefined;
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
          if (id) await call("agent", "POST", `/chats/${id}/closure`, { outcome: "solved" });
        },
      },
    ];
  });
}

/** Three shifts a day, manned but for a gap now and then (B5.3.1). */
export function rota(r: Random, from: number, now: number, staffOf: (role: string) => Promise<string>): Happening[] {
  const shifts = [
    ["早班", "08:00", "16:00", "agent"],
    ["晚班", "16:00", "00:00", "team_lead"],
    ["夜班", "00:00", "08:00", "agent"],
  ] as const;
  const ids: (string | undefined)[] = [];
  const begin: Happening = {
    at: from - hour,
    what: async (call) => {
      for (const [position, [name, starts, ends]] of shifts.entries())
        ids.push((await call("team_lead", "POST", "/rota/shifts", { name, starts, ends, position }))?.id);
    },
  };
  const weeks = Array.from({ length: Math.ceil((now + 14 * day - from) / (7 * day)) }, (_, n) => from + n * 7 * day);
  return [
    begin,
    ...weeks.map((week): Happening => ({
      at: Math.min(week, now - 2 * hour),
      what: async (call) => {
        for (const [index, [, , , role]] of shifts.entries()) {
          const days = Array.from({ length: 7 }, (_, n) =>
            new Date(week + (n + 1) * day).toISOString().slice(0, 10),
          ).filter(() => r.chance(0.985));
          if (ids[index])
            await call("team_lead", "POST", "/rota/duties", {
              shiftId: ids[index],
              staffId: await staffOf(role),
              days,
            });
        }
      },
    })),
  ];
}
