import type { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";

type App = Awaited<ReturnType<typeof testApp>>;
type Call = Awaited<ReturnType<App["as"]>>;

export const allGood = { facts: true, conclusion: true, measures: true, compensation: true, words: true };

/** People of the demo company with what complaints need of it. */
export async function desk(t: App) {
  const [agent, lead, supervision, manager, finance] = await Promise.all(
    ["agent", "team_lead", "supervision", "manager", "finance"].map((role) => t.as(role)),
  );
  const { rows } = await t.pool.query("select code, id from identity.department");
  const department = Object.fromEntries(rows.map((row) => [row.code, row.id])) as Record<string, string>;
  const me = async (as: Call) => (await as("GET", "/me")).body.id as string;
  const people = { agent: await me(agent!), lead: await me(lead!) };
  const ok = async (call: Promise<{ status: number; body: any }>): Promise<any> => {
    const { status, body } = await call;
    if (status >= 300) throw new Error(JSON.stringify(body));
    return body;
  };
  const customer = async (name: string, more: object = {}) =>
    (
      await ok(
        agent!(
          "POST",
          "/customers",
          newCustomer({ name }, { contacts: [{ kind: "phone", value: "13900001111", isPrimary: true }], ...more }),
        ),
      )
    ).customerId as string;
  const complaint = (customerId: string | null, more: object = {}) =>
    ok(
      agent!("POST", "/tickets", {
        customerId,
        kind: "complaint",
        categoryKey: "service",
        source: "hotline",
        subject: "宽带安装迟到",
        content: "约好上午安装，师傅下午才到。",
        assigneeId: people.agent,
        ...more,
      }),
    );
  const finding = (more: object = {}) => ({
    cause: "late-visit",
    finding: "派单时间冲突，师傅晚到三小时。",
    responsibleDepartmentId: department.OPS,
    ourFault: "yes",
    ...more,
  });
  const solution = (more: object = {}) => ({
    text: "向客户致歉并调整派单间隔。",
    apology: true,
    measures: [{ what: "派单间隔改为两小时", ownerId: people.lead, dueOn: "2026-06-20" }],
    ...more,
  });
  const step = (as: Call, id: string, path: string, body: object) => as("POST", `/tickets/${id}/${path}`, body);
  const pass = { passed: true, notes: "处理得当", checklist: allGood };
  /** Goes on to a state by all steps before it. */
  const until = async (id: string, state: "found" | "solved" | "reviewed" | "told") => {
    await ok(step(agent!, id, "investigation", finding()));
    if (state === "found") return;
    await ok(step(agent!, id, "solution", solution()));
    if (state === "solved") return;
    await ok(step(supervision!, id, "review", pass));
    if (state === "reviewed") return;
    await ok(step(agent!, id, "telling", { way: "preferred", text: "我们已致歉并改进派单。" }));
  };
  return {
    agent: agent!,
    lead: lead!,
    supervision: supervision!,
    manager: manager!,
    finance: finance!,
    department,
    people,
    ok,
    customer,
    complaint,
    finding,
    solution,
    step,
    pass,
    until,
  };
}
