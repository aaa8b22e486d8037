import type { Services } from "../platform/services.ts";
import { articles } from "./articles.ts";
import { callbacks, plans } from "./callbacks.ts";
import { calls, chats } from "./calls.ts";
import { disposal } from "./complaints.ts";
import { day, type Happening, hour, type Tick } from "./happening.ts";
import { handovers } from "./handovers.ts";
import { readHouse } from "./house.ts";
import { improvements, papers } from "./papers.ts";
import { quality } from "./quality.ts";
import { random } from "./random.ts";
import { reports } from "./reports.ts";
import { rota } from "./rota.ts";
import { skills, tickets } from "./tickets.ts";
import { inHand } from "./today.ts";
import { visits } from "./visits.ts";

/**
 * A year of the service desk through its own doors: what customers said and what came of it, callbacks, quality checks,
 * daily reports, handovers and the monthly papers. Some of it late, as in life. It does what the strictest of the packs
 * wants; where a clause is not in force it leaves the same work without a promise.
 */
export function desk(
  now: number,
  services: Services,
  tick: Tick,
  drain: () => Promise<void>,
  count: number,
): Happening[] {
  const r = random(23);
  const known = readHouse(services);
  const begins = now - 355 * day;
  const ends = now - 2 * hour;
  return [
    { at: begins - hour, what: (call) => skills(call, known) },
    { at: begins - hour, what: (call) => plans(call, now) },
    ...tickets(r, begins, ends, count, known),
    ...callbacks(random(31), begins, now - 20 * hour, known, tick, drain, count > 100 ? 12 : 5),
    ...papers(begins, now, known, tick),
    ...improvements(now, known),
    ...calls(r, begins, ends, count, known),
    ...chats(r, begins, ends, Math.ceil(count / 5)),
    ...rota(r, now - 365 * day, now, async (role) => (await known()).staff[role]!),
    ...visits(r, begins, now - 8 * day, Math.ceil(count / 3), known),
    ...quality(random(37), begins, now, known, tick),
    ...reports(random(41), begins, now, services, known, tick),
    ...handovers(random(43), begins, now - day, known),
    ...articles(random(47), begins, now, tick),
    disposal(now - 100 * day),
    ...inHand(now, known),
  ];
}
