import { testApp } from "./app.ts";
import { newCustomer } from "./customers.ts";
import { modules, runKinds } from "../server/app.ts";
import { systemActor } from "../server/platform/actor.ts";
import { type Context, write } from "../server/platform/context.ts";
import { workRun } from "../server/platform/runs.ts";
import { putInForce } from "../server/modules/policy/index.ts";

/** The demo company with the pack of this code alone in force beside the norms, and doors to what tests of callbacks do. */
export async function callbackApp(code: string, now = "2026-06-15T02:00:00.000Z") {
  const t = await testApp(now);
  if (code !== "B") {
    const at = (c: string) =>
      t.pool.query(
        "select v.id from policy.version v join policy.document d on d.id = v.document_id where d.code = $1 order by v.number desc limit 1",
        [c],
      );
    await t.pool.query("update policy.version set effective_to = '2025-01-02' where id = $1", [
      (await at("B")).rows[0].id,
    ]);
    const { id } = (await at(code)).rows[0];
    await write(t.services, { actor: systemActor("test") }, (ctx) =>
      putInForce(ctx, id, new Date("2025-01-01T00:00:00Z")),
    );
  }
  const ids: Record<string, string> = {};
  const { rows } = await t.pool.query(
    "select code as key, id from identity.department union all select email, id from identity.staff",
  );
  for (const row of rows) ids[row.key] = row.id;

  /** Works off what was queued, as the worker would. */
  const drain = async () => {
    const queued = await t.pool.query("select id from platform.run where state = 'queued' order by id");
    for (const { id } of queued.rows) await workRun(t.services, runKinds, id);
  };
  const tick = async (task: string) => {
    const found = modules.map((module) => module.tasks?.[task]).find(Boolean)!;
    await write(t.services, { actor: systemActor("worker") }, (ctx) => found(ctx, {}));
    await drain();
  };
  const doing = <T>(work: (ctx: Context) => Promise<T>) => write(t.services, { actor: systemActor("test") }, work);
  const staffOf = (role: string) => ids[`${role.replaceAll("_", ".")}@demo.example`]!;

  async function customer(name: string, more: object = {}): Promise<string> {
    const data = await t.as("data_group");
    const { status, body } = await data("POST", "/customers", newCustomer({ name, ...more }));
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.customerId;
  }
  const promises = async (control: string, subjectId?: string) =>
    (
      await t.pool.query(
        `select subject_id, customer_id, clause, state, role, assignee_id, department_id, term, due_at, settled_at is not null as settled
           from policy.obligation where control = $1 and ($2::uuid is null or subject_id = $2) order by opened_at, id`,
        [control, subjectId ?? null],
      )
    ).rows;
  /** The one callback of a customer that is still to be made. */
  const due = async (customerId: string): Promise<string> =>
    (
      await t.pool.query("select id from service.callback where customer_id = $1 and state = 'due' order by due_at", [
        customerId,
      ])
    ).rows[0]?.id;
  /** Signed in for good: tests travel in time. */
  const as = async (role: string) => {
    const call = await t.as(role);
    await t.pool.query(
      "update identity.session set expires_at = 'infinity', last_seen_at = '2030-01-01' where expires_at <> 'infinity'",
    );
    return call;
  };
  return { ...t, as, ids, staffOf, drain, tick, doing, customer, promises, due };
}

export type CallbackApp = Awaited<ReturnType<typeof callbackApp>>;

/** A plan for everybody, called by agents; `more` replaces. */
export const newPlan = (more: object = {}) => ({
  name: "月度回访",
  occasion: "cycle",
  filters: { kind: "person" },
  cycle: "month",
  way: "phone",
  doer: "role",
  doerRole: "agent",
  term: "10d",
  fromOn: "2026-06-01",
  script: "您好，这里是客户服务部。",
  questions: [
    { key: "speed", kind: "score", label: "响应速度" },
    { key: "used", kind: "multiple", label: "使用的业务", choices: ["电视", "宽带"] },
    { key: "first", kind: "single", label: "一次解决", choices: ["是", "否"] },
    { key: "wish", kind: "text", label: "您的期望" },
  ],
  ...more,
});

/** Makes a plan and has another person approve it, and its list made. */
export async function runPlan(t: CallbackApp, more: object = {}): Promise<string> {
  const [lead, manager] = [await t.as("team_lead"), await t.as("manager")];
  const made = await lead("POST", "/callback-plans", newPlan(more));
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const approved = await manager("POST", `/callback-plans/${made.body.id}/approval`);
  if (approved.status !== 200) throw new Error(JSON.stringify(approved.body));
  await t.drain();
  return made.body.id;
}

/** What a satisfied customer says; `more` replaces. */
export const record = (more: object = {}) => ({
  at: "2026-06-15T01:30:00Z",
  way: "phone",
  satisfaction: 5,
  answers: [],
  ...more,
});
