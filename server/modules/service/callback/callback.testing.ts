import { callbackApp, record, runPlan } from "../../../../test/callbacks.ts";

/** The company with the merged policy, and people who make callbacks and look at them. */
export async function callbackDesk() {
  const t = await callbackApp("M");
  const [lead, manager, agent, installer] = [
    await t.as("team_lead"),
    await t.as("manager"),
    await t.as("agent"),
    await t.as("installer"),
  ];
  let counter = 0;

  /** A customer of one's own in a plan of one's own, with the callback to make. */
  async function toCall(more: object = {}): Promise<{ customerId: string; id: string }> {
    const mark = `甲${++counter}`;
    const customerId = await t.customer(`客户${mark}`, { channel: "partner" });
    await runPlan(t, { name: mark, cycle: "once", filters: { channel: "partner" }, ...more });
    await t.pool.query("update customers.customer set channel = 'other' where customer_id = $1", [customerId]);
    return { customerId, id: await t.due(customerId) };
  }
  const remedy = (more: object = {}) => ({ departmentId: t.ids.OPS, problem: "安装师傅迟到两小时", ...more });
  const unhappy = (more: object = {}) =>
    record({
      satisfaction: 2,
      opinion: "安装太慢",
      opinionCategory: "visit",
      explanation: "已向客户说明排班情况",
      nextOn: "2026-06-18",
      remedy: remedy(),
      ...more,
    });
  return { t, lead, manager, agent, installer, toCall, remedy, unhappy };
}
