// Fills the benchmarks' database with tickets and open promises, set-based and from a fixed seed.
import type pg from "pg";
import { random } from "../server/demo/random.ts";
import { charactersOf, pairsOf } from "../server/platform/pairs.ts";
import type { Services } from "../server/platform/services.ts";

const subjects = ["宽带", "电视", "机顶盒", "账单", "套餐", "安装", "光猫", "遥控器", "点播", "发票", "合约", "移机"];
const troubles = [
  "经常掉线",
  "没有信号",
  "扣费不明",
  "无法开机",
  "画面卡顿",
  "没有按时上门",
  "申请退订",
  "希望优惠",
  "无人接听",
  "声音断续",
];
const places = ["客厅", "卧室", "办公室", "店里", "老家", "新房", "学校", "单位"];
const wishes = [
  "请尽快处理",
  "希望给个说法",
  "要求减免费用",
  "请安排师傅上门",
  "想了解原因",
  "请回电说明",
  "要求更换设备",
  "希望改进流程",
];

/** Texts of tickets with what they are found by, made once by the product's own code. */
function texts(count: number) {
  const r = random(31);
  return Array.from({ length: count }, () => {
    const subject = `${r.pick(subjects)}${r.pick(troubles)}`;
    const content = `${r.pick(places)}的${subject}已经${r.int(2, 30)}天，之前打过${r.int(1, 9)}次电话，${r.pick(wishes)}，${r.pick(wishes)}。编号${r.int(10_000, 99_999)}`;
    return { subject, content, tokens: pairsOf(charactersOf(`${subject} ${content}`), 600) };
  });
}

/** Makes so many tickets, 1 % of them open, and so many open promises beside; nothing where they stand already. */
export async function fillTickets(services: Services, tickets: number, promises: number): Promise<void> {
  const { pool } = services;
  const known = (await pool.query("select value from platform.setting where name = 'bench.tickets'")).rows[0]?.value;
  if (known?.tickets === tickets && known.promises === promises) return;
  const client = await pool.connect();
  try {
    await client.query("set work_mem = '256MB'; set maintenance_work_mem = '1GB'; set synchronous_commit = off");
    await client.query(
      "truncate service.ticket; truncate policy.obligation; delete from service.claim where kind = 'ticket'",
    );
    await client.query(
      "drop table if exists bench.text; create table bench.text (slot int primary key, subject text, content text, tokens text)",
    );
    const made = texts(100_000);
    await client.query("insert into bench.text select * from unnest($1::int[], $2::text[], $3::text[], $4::text[])", [
      made.map((_, i) => i),
      made.map((one) => one.subject),
      made.map((one) => one.content),
      made.map((one) => `{${one.tokens.map((token) => JSON.stringify(token)).join(",")}}`),
    ]);
    await bare(client, "service.ticket", () => client.query(ticketRows, [tickets]));
    await bare(client, "policy.obligation", () => client.query(promiseRows, [promises]));
    await client.query(
      "insert into platform.setting (name, value) values ('bench.tickets', $1) on conflict (name) do update set value = excluded.value",
      [JSON.stringify({ tickets, promises })],
    );
    await client.query("vacuum (analyze) service.ticket; ").catch(() => {});
    await client.query("analyze");
  } finally {
    client.release(true);
  }
}

// Five years of tickets in the order of time; the newest one in a hundred is still open, with people and departments.
const ticketRows = `
  insert into service.ticket (customer_id, id, number, kind, category_id, source, severity, urgency, grade, priority, subject, content, tokens, state,
                              department_id, assignee_id, opened_by_name, opened_at, first_contact_at, solved_at, closed_at, satisfied, updated_at)
  select c.customer_id, bench.tid(n), 'T' || to_char(at, 'YYMMDD') || '-' || upper(substr(md5('n' || n), 1, 5)), k.kind,
         (select id from service.category g where g.kind = k.kind order by position limit 1), 'hotline', 'minor', 'normal', null,
         case when bench.r(n, 44) < 0.05 then 10 else 40 end, x.subject, x.content, x.tokens::text[],
         case when is_open then case when bench.r(n, 45) < 0.3 then 'new' else 'working' end else 'closed' end,
         o.department_id, case when bench.r(n, 46) < 0.95 then o.id end, '座席', at, at + interval '1 hour', case when not is_open then at + interval '1 day' end,
         case when not is_open then at + interval '2 days' end, case when not is_open then bench.r(n, 47) < 0.9 end, at
    from generate_series(1::bigint, $1::bigint) n
    cross join lateral (select timestamptz '2021-06-15' + n * (interval '1826 days' / $1::bigint) as at, n > $1::bigint * 0.99 as is_open,
                               (array['enquiry', 'complaint', 'suggestion', 'fault'])[1 + floor(bench.r(n, 41) * 4)::int] as kind) k
    join bench.text x on x.slot = floor(bench.r(n, 42) * 100000)::int
    join bench.owner o on o.slot = n % 200
    join (select customer_id, row_number() over () - 1 as slot from (select customer_id from customers.customer limit 100000) c) c on c.slot = n % 100000`;

const promiseRows = `
  insert into policy.obligation (customer_id, id, control, clause, version_id, subject_type, subject_id, department_id, assignee_id, role, calendar, term, opened_at, due_at, next_step_at)
  select c.customer_id, md5('o' || n)::uuid, 'service.complaint-solution', 'B5.3.3', v.id, 'ticket', md5('s' || n)::uuid, null, null, 'agent', '24x7', '7d',
         d.due - interval '7 days', d.due, d.due - interval '1 day'
    from generate_series(1::bigint, $1::bigint) n
    cross join lateral (select now() + interval '2 days' + n * (interval '60 days' / $1::bigint) as due) d
    join (select customer_id, row_number() over () - 1 as slot from (select customer_id from customers.customer limit 100000) c) c on c.slot = n % 100000,
         (select v.id from policy.version v join policy.document p on p.id = v.document_id where p.code = 'B' and v.state = 'in_force' limit 1) v`;

/** Loads a table without its indexes and makes them afterwards. */
async function bare(client: pg.PoolClient, table: string, load: () => Promise<unknown>) {
  await client.query(`
    create or replace function bench.tid(n bigint) returns uuid language sql immutable parallel safe as
      $$ select (lpad(to_hex(1623715200000 + n * 31), 12, '0') || '7' || substr(md5('t' || n), 1, 3) || '8' || substr(md5('t' || n), 4, 15))::uuid $$`);
  const { rows: indexes } = await client.query(
    "select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = $1::regclass and not indisprimary",
    [table],
  );
  for (const index of indexes) await client.query(`drop index ${index.name}`);
  const start = performance.now();
  try {
    await load();
  } finally {
    for (const index of indexes) await client.query(index.definition);
  }
  console.log(`${table}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
