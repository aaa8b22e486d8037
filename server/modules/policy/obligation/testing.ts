import { systemActor } from "../../../platform/actor.ts";
import { type Context, write } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import type { Services } from "../../../platform/services.ts";
import { guard, obligation, registryOf } from "../control/control.ts";
import { Content } from "../document/content.ts";
import { ensureDocument, insertDraft, putInForce } from "../document/enact.ts";
import { installControls, registryIn } from "../installation.ts";
import { openObligations } from "./obligation.actions.ts";

const text = (zh: string, en: string) => ({ zh, en });

/** Controls that only tests offer, next to those of the modules. */
export const call = obligation({
  key: "test.call",
  label: text("回访", "Call back"),
  about: text("回访客户。", "Call the customer back."),
  subject: "customer",
});
export const visit = obligation({
  key: "test.visit",
  label: text("上门", "Visit"),
  about: text("上门拜访。", "Visit the customer."),
  subject: "customer",
  byHand: true,
});
export const exportGuard = guard({
  key: "test.export",
  label: text("导出", "Export"),
  about: text("限制导出。", "Limits exports."),
  subject: "customer",
  parameters: { rows: { type: "integer", label: text("行数", "Rows") } },
  check: (parameters, facts) =>
    facts.rows <= parameters.rows
      ? { outcome: "allowed" }
      : facts.rows <= parameters.rows * 10
        ? { outcome: "approval", text: text("超过行数，须经批准", "That many rows need an approval") }
        : { outcome: "refused", text: text("行数太多", "Too many rows") },
});

const steps = [
  { at: "-1h", tell: "assignee" },
  { at: "0h", tell: "team_lead" },
  { at: "1h", tell: "manager", assign: "team_lead" },
];
const clause = (number: string, control: string, parameters: object) => ({
  number,
  title: text(`条款${number}`, `Clause ${number}`),
  text: text(`在{${control}.within}内完成。`, `Done within {${control}.within}.`),
  controls: [{ control, parameters }],
});

const content = Content.parse({
  code: "TEST",
  kind: "company",
  title: text("测试制度", "Test policy"),
  about: text("测试", "For tests"),
  chapters: [
    {
      number: "T1",
      title: text("测试", "Tests"),
      clauses: [
        clause("T1.1", call.key, { within: "4h", calendar: "split", role: "agent", steps }),
        clause("T1.2", visit.key, { within: "2wd", calendar: "office", role: "data_group", steps: [] }),
        { ...clause("T1.3", exportGuard.key, { rows: 100, approvalTerm: "24h" }), text: text("导出", "Exports") },
      ],
    },
  ],
});

/** Brings the test policy into force since the start of 2025. */
export async function withTestPolicy(services: Services): Promise<void> {
  installControls(services, registryOf([...registryIn(services).values(), call, visit, exportGuard]));
  await asSystem(services, async (ctx) =>
    putInForce(
      ctx,
      await insertDraft(ctx, await ensureDocument(ctx, content), content),
      new Date("2025-01-01T00:00:00Z"),
    ),
  );
}

export const asSystem = <T>(services: Services, work: (ctx: Context) => Promise<T>, now?: string): Promise<T> =>
  write(services, { actor: systemActor("test"), ...(now && { now: new Date(now) }) }, work);

/** Opens so many promises, each to a customer of its own; answers their keys and due times. */
export async function promise(
  services: Services,
  control: string,
  openedAt: string,
  more: { assigneeId?: string; departmentId?: string } = {},
  count = 1,
) {
  const subjects = Array.from({ length: count }, () => ({
    customerId: newId(),
    subjectType: "customer",
    subjectId: newId(),
    openedAt,
    ...more,
  }));
  const opened = await asSystem(services, (ctx) => openObligations(ctx, control, subjects));
  if (opened.length !== count) throw new Error(`${opened.length} of ${count} promises opened`);
  const { rows } = await services.pool.query<{ customerId: string; id: string; dueAt: string; subjectId: string }>(
    `select customer_id as "customerId", id, due_at as "dueAt", subject_id as "subjectId" from policy.obligation where id = any($1::uuid[]) order by id`,
    [opened.map((one) => one.id)],
  );
  return rows;
}

/** The id of the demo person of a role. */
export async function staffOf(services: Services, role: string): Promise<string> {
  const { rows } = await services.pool.query<{ id: string }>(
    "select s.staff_id as id from identity.staff_role s join identity.role r on r.id = s.role_id where r.key = $1",
    [role],
  );
  return rows[0]!.id;
}
