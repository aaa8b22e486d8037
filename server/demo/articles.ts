import { clock, dayOf } from "./days.ts";
import { type Call, day, type Happening, type Tick } from "./happening.ts";
import type { Random } from "./random.ts";

type Article = { id: string; version: number; reviewOn: string | null; publishedAt: string };

/** Each month the team lead reviews the articles whose day comes near; one is forgotten, one is taken out of use. */
export function articles(r: Random, from: number, to: number, tick: Tick): Happening[] {
  let forgotten: string | undefined;
  let withdrawn = false;
  const months = Array.from({ length: Math.floor((to - from) / (21 * day)) }, (_, n) =>
    clock(from + (n + 1) * 21 * day, 14),
  );
  return months.map((at) => ({
    at,
    what: async (call) => {
      await tick(["service.articles.review"]);
      const near = dayOf(at + 24 * day);
      const found = (await call("team_lead", "GET", `/articles?reviewBy=${near}&limit=100`))?.items as Article[];
      for (const one of found ?? []) {
        forgotten ??= one.id;
        if (one.id === forgotten && one.reviewOn! > dayOf(at - 10 * day)) continue;
        if (!withdrawn && r.chance(0.1)) withdrawn = Boolean(await withdraw(call, one));
        else await call("team_lead", "POST", `/articles/${one.id}/review`, { version: one.version });
      }
    },
  }));
}

const withdraw = (call: Call, { id, version }: Article) =>
  call("team_lead", "POST", `/articles/${id}/withdrawal`, { version, reason: "活动已结束，内容不再适用" });
