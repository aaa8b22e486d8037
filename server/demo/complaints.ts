import { type Call, day, type Happening, hour } from "./happening.ts";
import type { Random } from "./random.ts";
import { complaintTexts } from "./said.ts";
import type { Ticket } from "./tickets.ts";

const checklist = { facts: true, conclusion: true, measures: true, compensation: true, words: true };
/** What a loss may come to by how grave it was, in yuan. */
const losses = { minor: [30, 90], moderate: [120, 420], severe: [600, 2_400] } as const;

/** Above this many fen the executive in charge decides, by the packs as shipped. */
const executive = 100_000n;

/** A complaint through all its steps: a handler, the first word, the finding, the solution, its review, the result, the answer. */
export function complaint(r: Random, ticket: Ticket, nth: number): Happening[] {
  const { at, id, register, step, known } = ticket;
  const text = r.pick(complaintTexts);
  const severity = r.weighted({ minor: 6, moderate: 3, severe: 1 });
  const ours = nth % 5 !== 3;
  const contactAfter = nth % 8 === 3 ? r.int(26, 40) * hour : r.int(2, 20) * hour;
  const handed = (nth % 9 === 5 ? r.int(3_000, 4_500) : r.int(10, 80)) * 60_000;
  const slow = nth % 10 === 6 ? 6 * day : 0;
  const done = nth % 7 === 4 ? 28 : 18;
  const dueOn = new Date(at + 25 * day).toISOString().slice(0, 10);
  const [least, most] = losses[severity];
  // Small things are made good at once; large ones need a superior's word, which the clause asks for.
  const loss = [
    { lossKind: "inconvenience" },
    { lossKind: "property", lossAmount: String(r.int(least, most) * 100) },
    { lossKind: "outage", outageDays: r.int(2, 6) },
    undefined,
  ][nth % 4];
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
    ...(ours && loss
      ? [
          step(begin + day + hour, "agent", "compensation", () => loss),
          { at: at + begin + day + 2 * hour, what: (call: Call) => instruct(call, id()) },
          { at: at + begin + day + 4 * hour, what: (call: Call) => decide(call) },
          { at: at + begin + day + 5 * hour, what: (call: Call) => instruct(call, id()) },
          { at: at + begin + 2 * day, what: (call: Call) => settle(call) },
        ]
      : []),
    step(begin + day + 6 * hour, "supervision", "review", () => ({
      passed: true,
      notes: "处理过程和结论符合规定。",
      checklist,
    })),
    step(begin + day + 8 * hour, "agent", "telling", () => ({ way: "phone", text: "已将处理结果告知客户。" })),
    step(begin + day + 9 * hour, "agent", "answer", () => ({
      satisfied,
      ...(!satisfied && { words: "没有说清楚下次怎么避免。" }),
    })),
  ];
  const again = nth % 6 === 1;
  const first = contactAfter + slow + r.int(4, 40) * hour;
  const contact = (after: number, note: string) =>
    step(after, "agent", "first-contact", () => ({ way: "phone", note }));
  return [
    register(text, { severity }),
    {
      at: at + handed,
      what: (call) => giveToAgent(call, id(), text.department, (role) => known().then((house) => house.staff[role]!)),
    },
    contact(contactAfter, "已联系客户，了解诉求。"),
    ...(nth % 5 === 2 ? [{ at: at + contactAfter + hour, what: (call: Call) => alter(call, id()) }] : []),
    ...round(first, !again),
    ...(again
      ? [
          contact(first + day + 14 * hour, "客户不满意，已再次联系并说明后续处理。"),
          step(first + day + 16 * hour, "team_lead", "supervision", () => ({
            notes: "已了解客户不满的原因，本次须说明后续措施。",
          })),
          ...round(first + 3 * day, true),
        ]
      : []),
    { at: at + done * day, what: (call) => carryOut(call, id()) },
  ];
}

/** A complaint that the rules gave to a department without a handler, or that it returned, is given to an agent by the team lead. */
async function giveToAgent(
  call: Call,
  id: string | undefined,
  department: string,
  staffOf: (role: string) => Promise<string>,
) {
  const ticket = id && (await call("team_lead", "GET", `/tickets/${id}`));
  const assigneeId = await staffOf("agent");
  if (!ticket || ticket.assigneeId === assigneeId) return;
  const reason = ticket.assigneeId
    ? "责任部门核对后退回：与客户的沟通由热线统一负责。"
    : `涉及${department === "FIN" ? "计费" : "服务"}的投诉，按当前可承接数量由热线承办。`;
  await call("team_lead", "POST", `/tickets/${id}/assignment`, { assigneeId, reason });
}

/** Somebody tries to smooth what the customer said; where the clause forbids it they add a note instead. */
async function alter(call: Call, id: string | undefined) {
  const ticket = id && (await call("agent", "GET", `/tickets/${id}`));
  if (!ticket) return;
  const content = `${ticket.content}客户补充：当天也没有接到电话。`;
  const changed = await call("agent", "PATCH", `/tickets/${id}`, { version: ticket.version, facts: { content } });
  if (!changed)
    await call("agent", "POST", `/tickets/${id}/entries`, { kind: "note", body: "客户补充：当天也没有接到电话。" });
}

/** What was proposed is instructed; above the clause's level somebody with the right has to allow it first, who is asked. */
async function instruct(call: Call, id: string | undefined) {
  const file = id && (await call("agent", "GET", `/tickets/${id}/complaint`));
  for (const one of (
    (file?.compensations ?? []) as { customerId: string; id: string; state: string; worth: string }[]
  ).filter(({ state }) => state === "proposed")) {
    if (await call("agent", "POST", `/tickets/${id}/compensation/${one.id}/instruction`, {})) continue;
    await call("agent", "POST", "/approvals", {
      control: BigInt(one.worth) > executive ? "service.compensation-director" : "service.compensation-approval",
      customerId: one.customerId,
      subjectType: "compensation",
      subjectId: one.id,
      reason: "损失已核实，客户接受该金额。",
      term: "7d",
    });
  }
}

async function decide(call: Call) {
  const asked = (await call("manager", "GET", "/approvals?state=asked&scope=all"))?.items ?? [];
  for (const { customerId, id, control } of asked as { customerId: string; id: string; control: string }[])
    if (control.startsWith("service.compensation"))
      await call("manager", "POST", `/approvals/${customerId}/${id}/decision`, { granted: true, answer: "同意" });
}

async function settle(call: Call) {
  const open = (await call("finance", "GET", "/compensations?state=instructed"))?.items ?? [];
  for (const { id } of open as { id: string }[])
    await call("finance", "POST", `/compensations/${id}/completion`, { note: "已入账" });
}

async function carryOut(call: Call, id: string | undefined) {
  const file = id && (await call("team_lead", "GET", `/tickets/${id}/complaint`));
  for (const solution of (file?.solutions ?? []) as { measures: { id: string; doneAt: string | null }[] }[])
    for (const measure of solution.measures)
      if (!measure.doneAt)
        await call("team_lead", "POST", `/tickets/${id}/measures/${measure.id}/completion`, {
          note: "已纠正并回电确认，客户认可。",
        });
}

/** Once a year a customer wants their complaint gone before its term is over, which the clause forbids. */
export const disposal = (at: number): Happening => ({
  at,
  what: async (call) => {
    const [one] = ((await call("team_lead", "GET", "/tickets?kind=complaint&state=closed&limit=1"))?.items ?? []) as {
      id: string;
    }[];
    if (one) await call("team_lead", "POST", `/tickets/${one.id}/disposal`, { reason: "客户来电要求删除投诉记录" });
  },
});
