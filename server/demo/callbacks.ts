import { dayOf, workdays } from "./days.ts";
import { type Call, day, type Happening, hour, type Tick } from "./happening.ts";
import type { Known } from "./house.ts";
import type { Random } from "./random.ts";
import { opinions } from "./said.ts";

/** What is asked, and of whom: set up before the first customer calls, approved by the manager. */
export async function plans(call: Call, now: number): Promise<void> {
  const questions = [
    { key: "manner", kind: "score", label: "服务态度" },
    { key: "speed", kind: "score", label: "响应速度" },
    { key: "words", kind: "text", label: "还有什么建议" },
  ];
  const plan = (name: string, more: object) =>
    call("team_lead", "POST", "/callback-plans", {
      name,
      way: "phone",
      term: "7d",
      fromOn: dayOf(now - 360 * day),
      script: "您好，这里是客户服务部，想了解您对我们服务的意见。",
      questions,
      ...more,
    });
  const made = [
    // The team lead calls, since the agents handled it.
    await plan("投诉办结回访", { occasion: "complaint", doer: "role", doerRole: "team_lead" }),
    await plan("西湖区金牌客户季度回访", {
      occasion: "cycle",
      cycle: "quarter",
      filters: { grade: "gold", division: "330106" },
      term: "30d",
      doer: "owner",
      doerRole: "account_manager",
    }),
  ];
  for (const one of made) if (one?.id) await call("manager", "POST", `/callback-plans/${one.id}/approval`);
}

/** On working days callbacks are made, the next due first; the manager signs the records, departments put things right. */
export function callbacks(
  r: Random,
  from: number,
  to: number,
  known: Known,
  tick: Tick,
  drain: () => Promise<void>,
  most: number,
): Happening[] {
  let away = 0;
  // The account manager's summer: the end of a month without anybody who calls key customers.
  const leave = dayOf(from + 200 * day).slice(0, 7);
  const onLeave = (at: number) => dayOf(at).startsWith(leave) && Number(dayOf(at).slice(8)) > 17;
  return [
    ...workdays(from, to, 9.2, known, async (_, at) => {
      // The lists are looked through on Mondays and Thursdays, and as a month begins.
      if (![1, 4].includes(new Date(at).getUTCDay()) && Number(dayOf(at).slice(8)) > 3) return;
      await tick(["service.callbacks.turn", "service.callbacks.end"]);
      await drain();
    }),
    ...["team_lead", "agent", "account_manager"].flatMap((role, index) =>
      workdays(from, to, 10 + index / 2, known, async (call, at) => {
        if (role === "account_manager" && onLeave(at)) return;
        // The first weeks bring what nobody called about before.
        await makeCalls(call, role, at, known, r, at < from + 60 * day ? 3 * most : most);
      }),
    ),
    ...workdays(from, to - day, 16, known, async (call) => {
      // Now and then the manager travels for some days.
      if (away > 0) away--;
      else if (r.chance(0.02)) away = 4;
      else await review(call);
    }),
    ...workdays(from, to, 15, known, (call) => (r.chance(0.6) ? answerRemedies(call) : Promise.resolve())),
  ];
}

type Due = { id: string; formId: string | null; tryAt: string | null };

async function makeCalls(call: Call, role: string, at: number, known: Known, r: Random, most: number) {
  const due = await dueFor(call, role, at, most);
  const { departments } = await known();
  for (const one of due.filter(({ tryAt }) => !tryAt || Date.parse(tryAt) <= at)) {
    // What is not called today is called tomorrow.
    if (r.chance(0.06)) continue;
    if (r.chance(0.07)) {
      await call(role, "POST", `/callbacks/${one.id}/attempts`, {
        at: new Date(at).toISOString(),
        way: "phone",
        outcome: r.weighted({ no_answer: 6, busy: 2, not_now: 2 }),
        tryAt: new Date(at + 20 * hour).toISOString(),
      });
      continue;
    }
    const satisfaction = Number(r.weighted({ 5: 58, 4: 34, 3: 5, 2: 2, 1: 1 }));
    const unhappy = satisfaction <= 2;
    const asked = one.formId ? ((await call(role, "GET", `/callbacks/${one.id}`))?.questions as Asked[]) : [];
    const [opinion, opinionCategory] = unhappy ? ["等待时间太长", "speed"] : r.pick(opinions);
    await call(role, "POST", `/callbacks/${one.id}/record`, {
      at: new Date(at).toISOString(),
      way: "phone",
      satisfaction,
      answers: (asked ?? [])
        .filter(({ kind }) => kind === "score")
        .map(({ key }, n) => ({ question: key, score: Math.min(5, satisfaction + (n % 2)) })),
      ...((unhappy || r.chance(0.4)) && { opinion, opinionCategory }),
      ...(unhappy && {
        explanation: "需责任部门核实后改进",
        nextOn: dayOf(at + 6 * day),
        remedy: { departmentId: departments.OPS, problem: "上门等待时间过长" },
      }),
    });
  }
}

/** Who is called next: what can still be in time first, then what is late already. */
async function dueFor(call: Call, role: string, at: number, most: number): Promise<Due[]> {
  const found: Due[] = [];
  const now = new Date(at).toISOString();
  for (const span of [`${now}..`, `..${now}`]) {
    const limit = most - found.length;
    if (limit < 1) break;
    const page = await call(role, "GET", `/callbacks?state=due&only=mine&sort=dueAt&dueAt=${span}&limit=${limit}`);
    found.push(...((page?.items ?? []) as { callback: Due }[]).map(({ callback }) => callback));
  }
  return found;
}

type Asked = { readonly key: string; readonly kind: string };

async function review(call: Call) {
  const page = await call("manager", "GET", "/callbacks?only=unreviewed&limit=200");
  const ids = ((page?.items ?? []) as { callback: { id: string } }[]).map(({ callback }) => callback.id);
  if (ids.length) await call("manager", "POST", "/callback-reviews", { ids, comment: "已阅" });
}

async function answerRemedies(call: Call) {
  const page = await call("installer", "GET", "/callback-remedies?state=open&limit=20");
  for (const { id } of (page?.items ?? []) as { id: string }[])
    await call("installer", "POST", `/callback-remedies/${id}/answer`, {
      answer: "已调整派单时段，并提前短信通知客户。",
    });
}
