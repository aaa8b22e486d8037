import type { Services } from "../platform/services.ts";
import { type Call, day, type Happening, hour, type Tick } from "./happening.ts";
import { calls, chats, rota } from "./calls.ts";
import { type Random, random } from "./random.ts";
import { complaintTexts, enquiryTexts, faultTexts, replies, suggestionTexts } from "./said.ts";
import { visits } from "./visits.ts";

/** What the year's tickets need to know of the company. */
type House = {
  readonly customers: readonly string[];
  readonly staff: Record<string, string>;
  readonly departments: Record<string, string>;
};

/**
 * A year of the service desk through its own doors: enquiries and faults answered, complaints through all their steps,
 * suggestions, callbacks with what was said in them, improvements and the monthly papers. Some of it late, as in life.
 */
export function desk(now: number, services: Services, tick: Tick, tickets: number): Happening[] {
  const r = random(23);
  const house = readHouse(services);
  const begins = now - 355 * day;
  return [
    { at: begins - hour, what: (call) => prepare(call, house) },
    ...Array.from({ length: tickets }, () => begins + r.next() * (now - begins - 2 * hour)).flatMap((at) =>
      ticketOf(r, daytime(at, r), house),
    ),
    ...weeks(begins, now).flatMap((at, index) => callbacks(at, index, house, tick, random(100 + index))),
    ...months(begins, now).flatMap((at) => papers(at, tick)),
    ...improvements(now, house),
    ...calls(r, begins, now - 2 * hour, tickets),
    ...chats(r, begins, now - 2 * hour, Math.ceil(tickets / 5)),
    ...rota(r, begins, now, async (role) => (await house()).staff[role]!),
    ...visits(
      r,
      begins,
      now - 8 * day,
      Math.ceil(tickets / 4),
      async (share) => {
        const { customers } = await house();
        return customers[Math.floor(share * customers.length)]!;
      },
      async () => (await house()).staff.installer!,
    ),
  ];
}

/** Customers speak by day. */
const daytime = (at: number, r: Random) => Math.floor(at / day) * day + r.int(0, 13) * hour + r.int(0, 59) * 60_000;

const weeks = (from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / (7 * day)) }, (_, n) => from + (n + 1) * 7 * day);
const months = (from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / (30.4 * day)) }, (_, n) => from + (n + 1) * 30.4 * day);

/** Read once, when the first ticket comes: the company stands by then. */
function readHouse(services: Services): () => Promise<House> {
  let known: Promise<House> | undefined;
  return () =>
    (known ??= (async () => {
      const { rows: customers } = await services.pool.query<{ id: string }>(
        "select customer_id as id from customers.customer where state = 'active' order by md5(customer_id::text) limit 2000",
      );
      const { rows: staff } = await services.pool.query<{ key: string; id: string }>(
        "select r.key, sr.staff_id as id from identity.staff_role sr join identity.role r on r.id = sr.role_id",
      );
      const { rows: departments } = await services.pool.query<{ code: string; id: string }>(
        "select code, id from identity.department",
      );
      return {
        customers: customers.map((row) => row.id),
        staff: Object.fromEntries(staff.map((row) => [row.key, row.id])),
        departments: Object.fromEntries(departments.map((row) => [row.code, row.id])),
      };
    })());
}

type Known = () => Promise<House>;

/** Skills and what is asked in callbacks: set up before the first customer calls. */
async function prepare(call: Call, known: Known) {
  const { staff } = await known();
  const skills: Record<string, string[]> = {
    agent: ["billing", "technical"],
    team_lead: ["billing", "technical"],
    finance: ["billing"],
    installer: ["technical"],
  };
  for (const [role, list] of Object.entries(skills))
    await call("team_lead", "PUT", `/ticket-staff/${staff[role]}`, { skills: list, capacity: 30 });
  const questions = [
    { key: "manner", kind: "score", label: "服务态度" },
    { key: "speed", kind: "score", label: "响应速度" },
    { key: "words", kind: "text", label: "还有什么建议" },
  ];
  const fromOn = new Date(Date.now() - 360 * day).toISOString().slice(0, 10);
  const plan = (name: string, more: object) =>
    call("team_lead", "POST", "/callback-plans", {
      name,
      way: "phone",
      term: "7d",
      fromOn,
      script: "您好，这里是客户服务部，想了解您对我们服务的意见。",
      questions,
      ...more,
    });
  const made = [
    await plan("投诉办结回访", { occasion: "complaint", doer: "role", doerRole: "agent" }),
    await plan("金牌客户季度回访", {
      occasion: "cycle",
      cycle: "quarter",
      filters: { grade: "gold" },
      doer: "owner",
      doerRole: "account_manager",
    }),
  ];
  for (const one of made) if (one?.id) await call("manager", "POST", `/callback-plans/${one.id}/approval`);
}

function ticketOf(r: Random, at: number, known: Known): Happening[] {
  const kind = r.weighted({ enquiry: 50, fault: 20, complaint: 20, suggestion: 10 });
  const pick = r.next();
  const source = r.weighted({ hotline: 6, counter: 2, social: 1, opinion_box: 0.5 });
  const ticket: { id?: string } = {};
  const who = async () => {
    const { customers } = await known();
    return customers[Math.floor(pick * customers.length)]!;
  };
  const register = (text: { subject: string; content: string; category: string }, more: object = {}): Happening => ({
    at,
    what: async (call) => {
      const customerId = await who();
      const contact = await call("agent", "POST", "/contacts", {
        customerId,
        channel: source === "hotline" ? "counter" : source,
        content: text.content,
      });
      const made = await call("agent", "POST", "/tickets", {
        customerId,
        kind,
        categoryKey: text.category,
        source,
        subject: text.subject,
        content: text.content,
        ...(contact?.id && { contactId: contact.id }),
        ...more,
      });
      if (made?.id) ticket.id = made.id;
    },
  });
  const step = (after: number, role: string, path: string, payload: () => Promise<object> | object): Happening => ({
    at: at + after,
    what: async (call) => {
      if (ticket.id) await call(role, "POST", `/tickets/${ticket.id}/${path}`, await payload());
    },
  });
  const reply = (after: number, body: string) =>
    step(after, "team_lead", "entries", () => ({ kind: "reply", body, way: "told" }));
  const soon = r.chance(0.93) ? r.int(5, 200) * 60_000 : r.int(5, 20) * hour;
  switch (kind) {
    case "enquiry":
      return [
        register(r.pick(enquiryTexts), r.chance(0.25) ? { promisedAt: new Date(at + 6 * hour).toISOString() } : {}),
        reply(soon, r.pick(replies)),
        step(soon + r.int(1, 20) * hour, "team_lead", "closure", () => ({ outcome: "已答复，客户没有其他问题。" })),
      ];
    case "fault":
      return [
        // Somebody tries to write on what is archived, which is what the guard is for.
        ...(r.chance(0.5) ? [step(8 * day, "agent", "entries", () => ({ kind: "note", body: "补记" }))] : []),
        register(r.pick(faultTexts), { urgency: r.weighted({ normal: 3, high: 1 }) }),
        reply(soon, "已安排检修，预计24小时内恢复。"),
        step(soon + r.int(3, 40) * hour, "team_lead", "closure", () => ({ outcome: "已修复，信号正常。" })),
      ];
    case "suggestion":
      return suggestion(r, register(r.pick(suggestionTexts)), step, known);
    case "complaint":
      return complaint(r, at, () => ticket.id, register, step, known);
  }
}

type Step = (after: number, role: string, path: string, payload: () => Promise<object> | object) => Happening;

function suggestion(r: Random, first: Happening, step: Step, known: Known): Happening[] {
  const adopted = r.chance(0.45);
  const carryOutBy = new Date(first.at + 40 * day).toISOString().slice(0, 10);
  return [
    first,
    step(2 * day, "team_lead", "suggestion/analysis", async () => ({
      feasibility: "技术上可行，需评估投入。",
      departmentId: (await known()).departments.MKT,
    })),
    step((r.chance(0.9) ? 4 : 16) * day, "team_lead", "suggestion/decision", async () =>
      adopted
        ? { adopted, reason: "符合多数客户需求。", ownerId: (await known()).staff.marketing, carryOutBy }
        : { adopted, reason: "目前投入产出不合适，先行记录。" },
    ),
    step((r.chance(0.9) ? 5 : 17) * day, "team_lead", "suggestion/telling", () => ({
      way: "phone",
      text: adopted ? "您的建议已采纳，谢谢。" : "您的建议暂未采纳，原因已说明。",
    })),
    ...(adopted ? [step(30 * day, "marketing", "suggestion/completion", () => ({ note: "已上线。" }))] : []),
  ];
}

const checklist = { facts: true, conclusion: true, measures: true, compensation: true, words: true };

function complaint(
  r: Random,
  at: number,
  ticket: () => string | undefined,
  register: (text: (typeof complaintTexts)[number], more?: object) => Happening,
  step: Step,
  known: Known,
): Happening[] {
  const text = r.pick(complaintTexts);
  const ours = r.chance(0.65);
  const contactAfter = r.chance(0.92) ? r.int(1, 20) * hour : r.int(26, 40) * hour;
  const slow = r.chance(0.1) ? 6 * day : 0;
  const dueOn = new Date(at + 25 * day).toISOString().slice(0, 10);
  // Small things are made good at once; large ones need a superior's word, which the clause asks for.
  const loss = r.pick([
    undefined,
    { lossKind: "inconvenience" },
    { lossKind: "outage", outageDays: r.int(2, 6) },
    { lossKind: "property", lossAmount: String(r.int(1, 9) * 10_000) },
  ]);
  const round = (begin: number, satisfied: boolean): Happening[] => [
    step(begin, "agent", "investigation", async () => ({
      cause: text.cause,
      finding: "经核对记录和现场情况，事实基本属实。",
      responsibleDepartmentId: (await known()).departments[text.department],
      ourFault: ours ? "yes" : "no",
    })),
    step(begin + day, "agent", "solution", async () => {
      const { staff } = await known();
      return {
        text: ours ? "向客户致歉，纠正差错并跟进至解决。" : "向客户说明情况并提供帮助。",
        apology: ours,
        measures: [{ what: "核对并纠正，回电确认", ownerId: staff.team_lead!, dueOn }],
      };
    }),
    ...(ours && loss ? [step(begin + day + hour, "agent", "compensation", () => loss)] : []),
    step(begin + day + 5 * hour, "supervision", "review", () => ({
      passed: true,
      notes: "处理过程和结论符合规定。",
      checklist,
    })),
    step(begin + day + 8 * hour, "agent", "telling", () => ({ way: "phone", text: "已将处理结果告知客户。" })),
    ...(ours && loss ? [{ at: at + begin + day + 2 * hour, what: (call: Call) => instruct(call, ticket()) }] : []),
    step(begin + day + 9 * hour, "agent", "answer", () => ({
      satisfied,
      ...(!satisfied && { words: "没有说清楚下次怎么避免。" }),
    })),
  ];
  const content = r.chance(0.18);
  const first = contactAfter + slow + r.int(4, 40) * hour;
  return [
    register(text, { severity: r.weighted({ minor: 6, moderate: 3, severe: 1 }) }),
    step(contactAfter, "agent", "first-contact", () => ({ way: "phone", note: "已联系客户，了解诉求。" })),
    ...round(first, !content),
    ...(content ? round(first + 3 * day, true) : []),
  ];
}

/** What was proposed is instructed; above the clause's level somebody with the right has to allow it first. */
async function instruct(call: Call, id: string | undefined) {
  const file = id && (await call("agent", "GET", `/tickets/${id}/complaint`));
  for (const one of ((file?.compensations ?? []) as { id: string; state: string }[]).filter(
    ({ state }) => state === "proposed",
  ))
    await call("agent", "POST", `/tickets/${id}/compensation/${one.id}/instruction`, {});
}

/** Each week: the callbacks that are due are made, records are reviewed, departments answer what was to be put right. */
function callbacks(at: number, index: number, known: Known, tick: Tick, r: Random): Happening[] {
  const caller = index % 4 === 3 ? "account_manager" : "agent";
  return [
    { at, what: () => tick(["service.callbacks.turn", "service.quality.draw"]) },
    { at: at + 4 * hour, what: (call) => makeCalls(call, "agent", at + 4 * hour, known, r) },
    { at: at + 5 * hour, what: (call) => makeCalls(call, caller, at + 5 * hour, known, r) },
    { at: at + day, what: reviewCalls },
    { at: at + 2 * day, what: (call) => answerRemedies(call) },
  ];
}

async function makeCalls(call: Call, role: string, at: number, known: Known, r: Random) {
  const page = await call(role, "GET", "/callbacks?state=due&limit=30");
  const { departments } = await known();
  for (const { callback } of ((page?.items ?? []) as { callback: { id: string } }[]).slice(0, 12)) {
    if (r.chance(0.1)) {
      await call(role, "POST", `/callbacks/${callback.id}/attempts`, {
        at: new Date(at).toISOString(),
        way: "phone",
        outcome: "no_answer",
        tryAt: new Date(at + 3 * day).toISOString(),
      });
      continue;
    }
    const satisfaction = Number(r.weighted({ 5: 55, 4: 33, 3: 6, 2: 4, 1: 2 }));
    const unhappy = satisfaction <= 2;
    const page = await call(role, "GET", `/callbacks/${callback.id}`);
    const asked = (page?.questions ?? []) as { key: string; kind: string }[];
    await call(role, "POST", `/callbacks/${callback.id}/record`, {
      at: new Date(at).toISOString(),
      way: "phone",
      satisfaction,
      answers: asked
        .filter((one) => one.kind === "score")
        .map((one, n) => ({ question: one.key, score: Math.min(5, satisfaction + (n % 2)) })),
      ...(r.chance(0.4) && {
        opinion: unhappy ? "等待时间太长" : r.pick(["处理很及时", "希望套餐更便宜", "师傅很专业", "希望多些点播内容"]),
        opinionCategory: unhappy ? "speed" : r.pick(["praise", "price", "visit", "other"]),
      }),
      ...(unhappy && {
        explanation: "需责任部门核实后改进",
        nextOn: new Date(at + 5 * day).toISOString().slice(0, 10),
        remedy: { departmentId: departments.OPS, problem: "上门等待时间过长" },
      }),
    });
  }
}

async function reviewCalls(call: Call) {
  const page = await call("team_lead", "GET", "/callbacks?only=unreviewed&limit=60");
  const ids = ((page?.items ?? []) as { callback: { id: string } }[]).map(({ callback }) => callback.id);
  if (ids.length) await call("team_lead", "POST", "/callback-reviews", { ids, comment: "已阅" });
}

async function answerRemedies(call: Call) {
  const page = await call("manager", "GET", "/callback-remedies?state=open&limit=20");
  for (const { id } of ((page?.items ?? []) as { id: string }[]).slice(0, 8))
    await call("manager", "POST", `/callback-remedies/${id}/answer`, {
      answer: "已调整派单时段，并提前短信通知客户。",
    });
}

/** At the end of each month: the callback sheet and the analysis of complaints are signed. */
function papers(at: number, tick: Tick): Happening[] {
  return [
    {
      at: at + 2 * day,
      what: () => tick(["service.complaint-analyses", "service.callbacks.turn", "service.improvement-check"]),
    },
    {
      at: at + 3 * day,
      what: async (call) => {
        const period = new Date(at - 28 * day).toISOString().slice(0, 7);
        await call("team_lead", "POST", `/callback-statistics/${period}/report`, {
          note: "本月回访按计划完成，主要意见为等待时间，已督促整改。",
        });
        const waiting = (await call("team_lead", "GET", "/complaint-analyses"))?.waiting as
          { periodFrom: string; periodTo: string }[] | undefined;
        for (const { periodFrom, periodTo } of (waiting ?? []).slice(0, 2))
          await call("team_lead", "POST", "/complaint-analyses", {
            from: periodFrom,
            to: periodTo,
            findings: "上门延误和计费差错占多数，分别由运维部和财务部改进。",
          });
      },
    },
  ];
}

/** Three times a year a cause is worked on; whether that helped is measured. */
const improvements = (now: number, known: Known): Happening[] =>
  [270, 150, 75].flatMap((before, index): Happening[] => {
    const cause = ["late-visit", "billing-error", "unclear-words"][index]!;
    const at = now - before * day;
    let id: string | undefined;
    return [
      {
        at,
        what: async (call) => {
          const causes = ((await call("team_lead", "GET", "/complaint-causes"))?.items ?? []) as {
            id: string;
            key: string;
          }[];
          const { staff } = await known();
          id = (
            await call("team_lead", "POST", "/improvements", {
              title: ["减少上门延误", "减少计费差错", "统一资费解释口径"][index],
              causeId: causes.find((one) => one.key === cause)?.id,
              measure: ["预约时段细化到两小时并提前短信提醒", "出账前增加异常金额核对", "更新知识库并培训"][index],
              ownerId: staff.team_lead,
              dueOn: new Date(at + 25 * day).toISOString().slice(0, 10),
            })
          )?.id;
        },
      },
      {
        at: at + 20 * day,
        what: async (call) => {
          if (id)
            await call("team_lead", "POST", `/improvements/${id}/implementation`, {
              implementation: "措施已落实并通报各班组。",
            });
        },
      },
    ];
  });
