import type { Pool } from "pg";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import type { Services } from "../../../platform/services.ts";
import { metric, registryOf } from "../control/control.ts";
import type { Content } from "../document/content.ts";
import { ensureDocument, insertDraft, putInForce } from "../document/enact.ts";
import { installControls, registryIn } from "../installation.ts";

const text = (zh: string) => ({ zh, en: zh });

/** A metric over a plain table of checks, and the controls of the product beside it. */
export const checked = metric({
  key: "test.checked",
  label: text("抽查合格率"),
  about: text("测试"),
  facts: {
    good: { type: "boolean", label: text("合格") },
    kind: { type: "text", label: text("种类") },
    score: { type: "decimal", label: text("分数") },
  },
  source: "test.checks",
  better: "higher",
});

export async function installTestMetric(services: Services): Promise<void> {
  await services.pool.query(`
    create schema test;
    create table test.fact (id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz, good boolean, kind text, score numeric);
    create function test.checks(from_at timestamptz, to_at timestamptz) returns setof test.fact language sql stable as
      $$ select * from test.fact where at >= from_at and at < to_at $$`);
  installControls(services, registryOf([...registryIn(services).values(), checked]));
}

type Clause = Content["chapters"][number]["clauses"][number];

/** A small policy `T` with the clauses given. */
export const policyOf = (
  ...clauses: { number: string; controls?: Partial<Clause["controls"][number]>[] }[]
): Content => ({
  code: "T",
  kind: "company",
  title: text("测试制度"),
  about: text("测试"),
  chapters: [
    {
      number: "1",
      title: text("总则"),
      clauses: clauses.map(({ number, controls: bound = [] }) => ({
        number,
        title: text(`第${number}条`),
        text: text("应当做到。"),
        controls: bound.map((one) => ({
          control: one.control!,
          parameters: one.parameters ?? {},
          ...(one.table && { table: one.table }),
        })),
      })),
    },
  ],
});

export const draft = (services: Services, content: Content): Promise<string> =>
  write(services, { actor: systemActor("test") }, async (ctx) =>
    insertDraft(ctx, await ensureDocument(ctx, content), content),
  );

/** Brings a content into force from an instant; answers the version. */
export async function enact(services: Services, content: Content, from: string): Promise<string> {
  const id = await draft(services, content);
  await write(services, { actor: systemActor("test") }, (ctx) => putInForce(ctx, id, new Date(from)));
  return id;
}

type Planted = {
  control: string;
  clause: string;
  versionId: string;
  openedAt: string;
  dueAt: string;
  settledAt?: string;
  state: string;
  assigneeId?: string;
  departmentId?: string;
  term?: string;
};

/** Puts promises of the past in place. */
export async function plant(pool: Pool, rows: readonly Planted[]): Promise<void> {
  for (const row of rows)
    await pool.query(
      `insert into policy.obligation (customer_id, id, control, clause, version_id, subject_type, subject_id, assignee_id, department_id, calendar, term, opened_at, due_at, settled_at, state)
       values ($1, $2, $3, $4, $5, 'customer', $6, $7, $8, '24x7', $9, $10, $11, $12, $13)`,
      [
        newId(),
        newId(),
        row.control,
        row.clause,
        row.versionId,
        newId(),
        row.assigneeId ?? null,
        row.departmentId ?? null,
        row.term ?? "24h",
        row.openedAt,
        row.dueAt,
        row.settledAt ?? null,
        row.state,
      ],
    );
}

/** Puts a customer with one purchase in place, beside all rules of entry; answers its id. */
export async function plantCustomer(pool: Pool, at: string, yuan = 0): Promise<string> {
  const id = newId();
  await pool.query(
    `insert into customers.customer (customer_id, kind, class, name, name_pinyin, name_initials, name_tokens, received_at, created_at, updated_at)
     values ($1, 'person', 'household', '测试', 'ceshi', 'cs', '{}', $2, $2, $2)`,
    [id, at],
  );
  if (yuan)
    await pool.query(
      "insert into customers.purchase (customer_id, id, at, amount, source_key) values ($1, $1, $2, $3, 'x')",
      [id, at, yuan * 100],
    );
  return id;
}
