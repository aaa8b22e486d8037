import { complaint } from "./complaints.ts";
import { daytime } from "./days.ts";
import { type Call, day, type Happening, hour } from "./happening.ts";
import type { Known } from "./house.ts";
import type { Random } from "./random.ts";
import { enquiryTexts, faultTexts, needs, replies, suggestionTexts } from "./said.ts";

/** One ticket of the year, from what the customer said to what came of it. */
export type Ticket = {
  readonly at: number;
  readonly known: Known;
  readonly id: () => string | undefined;
  readonly register: (
    text: { readonly subject: string; readonly content: string; readonly category: string },
    more?: object,
  ) => Happening;
  readonly step: Step;
  readonly lateNeed: Happening;
};
export type Step = (after: number, role: string, path: string, payload: () => Promise<object> | object) => Happening;

const kinds = { enquiry: 50, fault: 20, complaint: 20, suggestion: 10 };

/** Tickets of each kind spread over the time between two instants. */
export function tickets(r: Random, from: number, to: number, count: number, known: Known): Happening[] {
  let complaints = 0;
  return Array.from({ length: count }, () => from + r.next() * (to - from)).flatMap((moment) => {
    const at = daytime(moment, r);
    const source = r.weighted({ hotline: 6, counter: 2, social: 1, opinion_box: 0.5 });
    const kind = r.weighted(kinds);
    const ticket = begin(r, at, source, kind, known);
    if (kind === "enquiry") return [...enquiry(r, ticket), ticket.lateNeed];
    if (kind === "fault") return fault(r, ticket);
    return kind === "suggestion" ? suggestion(r, ticket) : complaint(r, ticket, complaints++);
  });
}

function begin(r: Random, at: number, source: string, kind: string, known: Known): Ticket {
  const pick = r.next();
  const need = r.pick(needs);
  // One in ten is analysed when somebody looks through what is late.
  const late = r.chance(0.1);
  const made: { id?: string; contact?: string } = {};
  const analyse = async (call: Call) => {
    if (made.contact && kind === "enquiry") await call("agent", "POST", `/contacts/${made.contact}/need`, need);
  };
  const register: Ticket["register"] = (text, more = {}) => ({
    at,
    what: async (call) => {
      const { customers } = await known();
      const customerId = customers[Math.floor(pick * customers.length)]!;
      const contact = await call("agent", "POST", "/contacts", {
        customerId,
        channel: source === "hotline" ? "counter" : source,
        content: text.content,
      });
      const ticket = await call("agent", "POST", "/tickets", {
        customerId,
        kind,
        categoryKey: text.category,
        source,
        subject: text.subject,
        content: text.content,
        ...(contact?.id && { contactId: contact.id }),
        ...more,
      });
      if (ticket?.id) made.id = ticket.id;
      made.contact = contact?.id;
      if (!late) await analyse(call);
    },
  });
  const step: Step = (after, role, path, payload) => ({
    at: at + after,
    what: async (call) => {
      if (made.id) await call(role, "POST", `/tickets/${made.id}/${path}`, await payload());
    },
  });
  return {
    at,
    known,
    id: () => made.id,
    register,
    step,
    lateNeed: { at: at + 4 * day, what: (call) => (late ? analyse(call) : Promise.resolve()) },
  };
}

const told = (body: string) => () => ({ kind: "reply", body, way: "told" });
const soonOf = (r: Random) => (r.chance(0.93) ? r.int(5, 200) * 60_000 : r.int(5, 20) * hour);

/** Most are answered at once; a hard one goes to whoever knows, and the customer hears when to expect the answer. */
function enquiry(r: Random, { at, register, step, known }: Ticket): Happening[] {
  const text = r.pick(enquiryTexts);
  const soon = soonOf(r);
  const expert = r.chance(0.2) ? r.pick(["finance", "installer"]) : undefined;
  if (expert) {
    const late = r.chance(0.15);
    return [
      register(text),
      step(soon, "agent", "entries", told("这个问题需要专人核实，我们会尽快答复您。")),
      step(soon + 10 * 60_000, "team_lead", "specialist", async () => ({
        staffId: (await known()).staff[expert]!,
        expectAt: new Date(at + 2 * day).toISOString(),
      })),
      step((late ? 60 : r.int(20, 44)) * hour, expert, "entries", told(r.pick(replies))),
      step((late ? 64 : 46) * hour, "team_lead", "closure", () => ({ outcome: "专人已答复，客户没有其他问题。" })),
    ];
  }
  const agreed = r.chance(0.25);
  const closed = agreed && r.chance(0.85) ? Math.max(soon, 5 * hour) : soon + r.int(1, 20) * hour;
  return [
    register(text, agreed ? { promisedAt: new Date(at + 6 * hour).toISOString() } : {}),
    step(soon, "team_lead", "entries", told(r.pick(replies))),
    step(closed, "team_lead", "closure", () => ({ outcome: "已答复，客户没有其他问题。" })),
  ];
}

function fault(r: Random, { register, step }: Ticket): Happening[] {
  const soon = soonOf(r);
  return [
    // Somebody tries to write on what is archived, which is what the guard is for.
    ...(r.chance(0.5) ? [step(8 * day, "agent", "waiting", () => ({ reason: "等客户补充" }))] : []),
    register(r.pick(faultTexts), { urgency: r.weighted({ normal: 3, high: 1 }) }),
    step(soon, "team_lead", "entries", told("已安排检修，预计24小时内恢复。")),
    step(soon + r.int(3, 40) * hour, "team_lead", "closure", () => ({ outcome: "已修复，信号正常。" })),
  ];
}

/** The department concerned gets it, analyses and decides, tells its author, and carries out what it adopted. */
function suggestion(r: Random, { at, register, step, known }: Ticket): Happening[] {
  const adopted = r.chance(0.55);
  const carryOutBy = new Date(at + 40 * day).toISOString().slice(0, 10);
  const carried = (r.chance(0.85) ? 30 : 46) * day;
  const decided = (r.chance(0.9) ? 4 : 16) * day;
  return [
    register(r.pick(suggestionTexts)),
    step(4 * hour, "team_lead", "assignment", async () => ({
      assigneeId: (await known()).staff.marketing!,
      reason: "建议内容属市场部职责，由其分析可行性。",
    })),
    step(2 * day, "marketing", "suggestion/analysis", async () => ({
      feasibility: "技术上可行，需评估投入。",
      departmentId: (await known()).departments.MKT,
    })),
    step(decided, "marketing", "suggestion/decision", async () =>
      adopted
        ? { adopted, reason: "符合多数客户需求。", ownerId: (await known()).staff.marketing, carryOutBy }
        : { adopted, reason: "目前投入产出不合适，先行记录。" },
    ),
    step(decided + day, "marketing", "suggestion/telling", () => ({
      way: "phone",
      text: adopted ? "您的建议已采纳，谢谢。" : "您的建议暂未采纳，原因已说明。",
    })),
    ...(adopted ? [step(carried, "marketing", "suggestion/completion", () => ({ note: "已上线。" }))] : []),
  ];
}

/** Skills of the people who work on tickets: set up before the first customer calls. */
export async function skills(call: Call, known: Known): Promise<void> {
  const { staff } = await known();
  const skills: Record<string, string[]> = {
    agent: ["billing", "technical"],
    team_lead: ["billing", "technical"],
    finance: ["billing"],
    installer: ["technical"],
  };
  for (const [role, list] of Object.entries(skills))
    await call("team_lead", "PUT", `/ticket-staff/${staff[role]}`, { skills: list, capacity: 30 });
}
