import { dayOf, workdays } from "./days.ts";
import { type Call, day, type Happening, type Tick } from "./happening.ts";
import type { Known } from "./house.ts";
import type { Random } from "./random.ts";
import { breaches, lessons } from "./said.ts";

type Check = { id: string; version: number; kind: string; staffId: string; lookAgainOn: string | null };
type Item = { key: string; kind: "check" | "mark"; steps: number };

/**
 * The quality checks of the year: drawn as the month begins, scored by the supervision group within days, talked over
 * where they fail, disputed now and then, looked at again on the day agreed. Twice a year the group has no time for two weeks.
 */
export function quality(r: Random, from: number, to: number, known: Known, tick: Tick): Happening[] {
  let scored = 0;
  const busy = (at: number) => Math.floor((at - from) / day) % 180 > 163;
  return [
    ...workdays(from, to, 9.3, known, () => tick(["service.quality.draw"])),
    ...workdays(from, to, 14, known, async (call, at) => {
      if (busy(at)) return;
      for (const check of (await list(call, "supervision", "to_score")).slice(0, 12))
        await score(call, r, check, scored++);
    }),
    ...workdays(from, to, 17, known, (call) => dispute(call, r)),
    ...workdays(from, to, 11, known, async (call, at) => {
      const { staff } = await known();
      // Nobody talks with themselves: those of the team lead are the manager's.
      const talker = (check: Check) => (check.staffId === staff.team_lead ? "manager" : "team_lead");
      for (const check of await list(call, "manager", "disputed")) await review(call, r, check);
      for (const check of await list(call, "manager", "to_talk"))
        if (r.chance(0.7))
          await call(talker(check), "POST", `/quality-checks/${check.id}/talk`, {
            version: check.version,
            improvements: r.pick(lessons),
            lookAgainOn: dayOf(at + 21 * day),
          });
      for (const check of await list(call, "manager", "to_look"))
        if (check.lookAgainOn! <= dayOf(at))
          await call(talker(check), "POST", `/quality-checks/${check.id}/second-look`, {
            version: check.version,
            improved: r.chance(0.85),
            note: "复听三件，较上次有改进。",
          });
    }),
  ];
}

const list = async (call: Call, role: string, view: string): Promise<Check[]> =>
  (await call(role, "GET", `/quality-checks?view=${view}&limit=100`))?.items ?? [];

async function score(call: Call, r: Random, check: Check, nth: number) {
  const seen = await call("supervision", "GET", `/quality-checks/${check.id}`);
  if (!seen) return;
  const weak = check.kind === "handling" && nth % 9 === 4;
  const breached = check.kind === "conduct" && nth % 31 === 8 ? r.int(0, 4) : -1;
  const answers = (seen.sheet.items as Item[]).map((item, at) => [item.key, answerOf(r, item, weak, at === breached)]);
  await call("supervision", "POST", `/quality-checks/${check.id}/scoring`, {
    version: check.version,
    answers: Object.fromEntries(answers),
    ...(weak && { comment: "答复不完整，未说明下一步。" }),
  });
}

function answerOf(r: Random, { kind, steps, key }: Item, weak: boolean, breached: boolean) {
  if (breached) return { value: false, note: breaches[key] ?? "用语不符合规范" };
  if (kind === "check") return { value: true };
  return { value: weak ? r.int(2, 3) : Math.max(0, steps - Number(r.weighted({ 0: 6, 1: 3, 2: 0.4 }))) };
}

/** Whoever was found weak says now and then that it was not so. */
async function dispute(call: Call, r: Random) {
  for (const check of await list(call, "agent", "to_talk"))
    if (check.kind === "handling" && r.chance(0.1))
      await call("agent", "POST", `/quality-checks/${check.id}/dispute`, {
        version: check.version,
        reason: "客户当时急于挂断，下一步已在当天短信告知。",
      });
}

async function review(call: Call, r: Random, check: Check) {
  const seen = await call("manager", "GET", `/quality-checks/${check.id}`);
  const items = (seen?.sheet.items ?? []) as Item[];
  await call("manager", "POST", `/quality-checks/${check.id}/review`, {
    version: check.version,
    answers: Object.fromEntries(items.map((item) => [item.key, answerOf(r, item, r.chance(0.3), false)])),
    comment: "已调听录音和短信记录，按复核结果计。",
  });
}
