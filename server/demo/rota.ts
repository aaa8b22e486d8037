import { day, type Happening, hour } from "./happening.ts";
import type { Random } from "./random.ts";

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
