import { buildServer, modules, runKinds, servicesAt } from "../app.ts";
import { systemActor } from "../platform/actor.ts";
import { fixedClock } from "../platform/clock.ts";
import { write } from "../platform/context.ts";
import { nextPeriodStart } from "../platform/calendar/index.ts";
import { workRun } from "../platform/runs.ts";
import type { App } from "../platform/http/route.ts";
import type { Services } from "../platform/services.ts";
import { bells } from "./bells.ts";
import { dayOf } from "./days.ts";
import { demoEmail, demoPassword } from "./company.ts";
import { desk } from "./desk.ts";
import { type Call, day, type Happening, hour, type Tick } from "./happening.ts";
import { personName } from "./names.ts";
import { type Random, random } from "./random.ts";

/**
 * A year of the demo company's days, lived through the product's own doors with a clock that travels: grade reviews,
 * cleansing runs, inspections, closed figures, reveals with reasons, refusals, change notices. What it leaves behind is
 * the evidence that real use leaves.
 */
export async function live(services: Services, tickets: number, reached: (month: string) => void): Promise<void> {
  const now = services.clock.now().getTime();
  const clock = fixedClock(new Date(now - 366 * day).toISOString());
  const then = servicesAt(services, clock);
  const app = await buildServer(then);
  const tokens = new Map<string, Promise<string>>();
  const call: Call = async (role, method, url, payload, headers = {}) => {
    if (role !== "nobody" && !tokens.has(role)) tokens.set(role, signIn(app, then, role));
    const token = await tokens.get(role);
    const reply = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
      ...(payload && { payload }),
    });
    if (reply.statusCode >= 400 && process.env.YOUZHANG_DEBUG) console.error(role, method, url, reply.payload);
    const json = reply.payload && /json/.test(String(reply.headers["content-type"]));
    return reply.statusCode < 400 && json ? reply.json() : undefined;
  };
  const tick: Tick = async (tasks) => {
    for (const name of tasks) {
      const task = modules.map((module) => module.tasks?.[name]).find(Boolean);
      if (task) await write(then, { actor: systemActor("worker") }, (ctx) => task(ctx, {}));
    }
  };
  const happenings = [
    ...reviews(now, then, tick),
    ...cleansings(now, then),
    ...months(now, tick),
    ...risen(now, then, tick),
    ...named(now),
    ...feedback(now, tick, random(11)),
    ...bells(now),
    ...days(now, random(7)),
    ...corrections(now, random(13)),
    ...desk(now, then, tick, () => drain(then), tickets),
  ];
  for (const { at, what } of happenings.filter((one) => one.at < now - hour).sort((a, b) => a.at - b.at)) {
    const before = clock.now().toISOString().slice(0, 7);
    clock.set(new Date(at).toISOString());
    const month = clock.now().toISOString().slice(0, 7);
    if (month !== before) reached(month);
    await what(call);
  }
  await services.pool.query("delete from identity.session");
  await app.close();
}

/** A session that lasts for the whole journey: signing in anew each day would only cost time. */
async function signIn(app: App, services: Services, role: string): Promise<string> {
  const reply = await app.inject({
    method: "POST",
    url: "/api/v1/sessions",
    payload: { email: demoEmail(role), password: demoPassword },
  });
  await services.pool.query(
    "update identity.session set expires_at = expires_at + interval '2 years', last_seen_at = last_seen_at + interval '2 years'",
  );
  return reply.json().token as string;
}

/** Works off what was queued, as the worker would. */
async function drain(services: Services) {
  const { rows } = await services.pool.query<{ id: string }>(
    "select id from platform.run where state = 'queued' order by id",
  );
  for (const { id } of rows) await workRun(services, runKinds, id);
}

/** Starts of periods in the last year, at half past nine in Shanghai. */
function starts(cycle: "month" | "quarter" | "half-year", now: number): number[] {
  const found: number[] = [];
  for (let at = new Date(now - 366 * day).toISOString(); ;) {
    at = nextPeriodStart(cycle, at);
    if (new Date(at).getTime() > now) return found;
    found.push(new Date(at).getTime() + 9.5 * hour);
  }
}

/** Each half-year: the data group has everybody judged, the manager approves some days later. */
function reviews(now: number, services: Services, tick: (tasks: string[]) => Promise<void>): Happening[] {
  const review = (at: number): Happening[] => {
    let id: string | undefined;
    return [
      {
        at,
        what: async (call) => {
          await tick(["customers.grade-review"]);
          id = (await call("data_group", "POST", "/gradings", {}))?.id;
          await drain(services);
        },
      },
      {
        at: at + 3 * day,
        what: async (call) => {
          if (!id) return;
          await call("manager", "POST", `/gradings/${id}/approval`, {});
          await drain(services);
        },
      },
      // A few working days after they became gold, which the clause allows.
      { at: at + 5 * day, what: (call) => nameManagers(call) },
    ];
  };
  return [now - 364 * day, ...starts("half-year", now)].flatMap(review);
}

/** New gold customers get an account manager; a few are forgotten. */
async function nameManagers(call: Call) {
  const manager = (await call("account_manager", "GET", "/me"))?.id as string;
  for (let round = 0; round < 40; round++) {
    const page = await call("manager", "GET", "/customers?grade=gold&ownerId=none&limit=200");
    const all = (page?.items ?? []).map((one: { customerId: string }) => one.customerId) as string[];
    const ids = all.slice(Math.ceil(all.length / 20));
    if (!ids.length) return;
    const made = await call("manager", "POST", "/customers/bulk/assignments", { ids, ownerId: manager });
    if (!made) return;
  }
}

/** Each quarter: a cleansing run, most of whose items are worked within a week. */
const cleansings = (now: number, services: Services): Happening[] =>
  starts("quarter", now).flatMap((at): Happening[] => {
    let id: string | undefined;
    return [
      {
        at: at + 2 * hour,
        what: async (call) => {
          id = (await call("data_group", "POST", "/cleansings"))?.id;
          await drain(services);
        },
      },
      ...[2, 4, 7].map((later) => ({
        at: at + later * day,
        what: async (call: Call) => {
          const page = await call("data_group", "GET", `/cleansings/${id}/items?state=open&limit=200`);
          const items = ((page?.items ?? []) as { customerId: string; id: string; problem: string }[]).filter(
            (one) => one.problem !== "duplicate",
          );
          const ids = items
            .slice(0, Math.ceil(items.length * 0.8))
            .map(({ customerId, id: item }) => ({ customerId, id: item }));
          if (ids.length)
            await call("data_group", "POST", `/cleansings/${id}/resolutions`, {
              items: ids,
              resolution: "kept",
              note: "已电话核实",
            });
        },
      })),
    ];
  });

/** Each month: figures are closed, shortfalls found, now and then an inspection. */
const months = (now: number, tick: (tasks: string[]) => Promise<void>): Happening[] =>
  starts("month", now).flatMap((at, index): Happening[] => [
    {
      at: at + hour,
      what: () =>
        tick(["supervision.inspections", "policy.figures", "supervision.shortfalls", "policy.obligations.sweep"]),
    },
    ...(index === 0 || index % 3 === 1 ? [{ at: at + 12 * day, what: inspect }] : []),
    ...(index < 11 ? [planned(at + (index === 8 ? 9 : 4) * day)] : []),
  ]);

/** Each month once, as every night in real life: who rose suddenly moves up at once (B4.3). */
const risen = (now: number, services: Services, tick: (tasks: string[]) => Promise<void>): Happening[] =>
  starts("month", now).map((at) => ({
    at: at + 15 * day,
    what: async () => {
      await tick(["customers.sudden-rise"]);
      await drain(services);
      // What it proposed is applied by a run of its own.
      await drain(services);
    },
  }));

/** Whoever moved up in between gets an account manager too. */
const named = (now: number): Happening[] =>
  starts("month", now).map((at) => ({ at: at + 18 * day, what: nameManagers }));

async function inspect(call: Call) {
  const departments = ((await call("manager", "GET", "/departments"))?.items ?? []) as { id: string; code: string }[];
  const hotline = departments.find((one) => one.code === "HL");
  if (hotline)
    await call("supervision", "POST", "/inspections", {
      departmentId: hotline.id,
      findings: "抽查30份客户档案，2份缺少沟通记录。",
    });
}

const planned = (at: number): Happening => ({ at, what: (call) => plan(call, at) });

async function plan(call: Call, at: number) {
  const owner = (await call("team_lead", "GET", "/me"))?.id as string;
  const found = ((await call("supervision", "GET", "/shortfalls?state=open&limit=100"))?.items ?? []) as {
    id: string;
    measures: string | null;
    finishBy: string | null;
  }[];
  const finishOn = dayOf(at + 12 * day);
  // One in ten waits too long.
  for (const [n, one] of found
    .filter((one) => !one.measures && !(one.finishBy && dayOf(Date.parse(one.finishBy)) < finishOn))
    .entries()) {
    if (n % 10 === 9) continue;
    await call("manager", "POST", `/shortfalls/${one.id}/plan`, {
      measures: "复核改为当日完成，由班组长每日抽查。",
      ownerId: owner,
      finishOn,
    });
  }
}

/** On working days the supervision group reads what customers said; now and then a week goes by, and a few are left for later. */
function feedback(now: number, tick: (tasks: string[]) => Promise<void>, r: Random): Happening[] {
  const notes = ["已阅，转客服部回访", "已阅，转装维跟进", "已阅，资费意见转市场部", undefined];
  let away = 0;
  return Array.from({ length: 360 }, (_, index) => now - (360 - index) * day)
    .filter((at) => {
      if ([0, 6].includes(new Date(at).getUTCDay())) return false;
      if (away > 0) return --away === 0;
      if (r.chance(0.02)) away = 4;
      return away === 0;
    })
    .map((at) => ({
      at,
      what: async (call: Call) => {
        await tick(["supervision.feedback"]);
        const page = await call("supervision", "GET", "/feedback?state=unread&limit=200");
        const ids = ((page?.items ?? []) as { id: string }[]).map((one) => one.id).filter(() => r.chance(0.96));
        const note = r.pick(notes);
        if (ids.length) await call("supervision", "POST", "/feedback/readings", { ids, ...(note && { note }) });
      },
    }));
}

/** Now and then a new file fails its second check and goes back to whoever entered it (B3.2.1); one in five is mended late. */
const corrections = (now: number, r: Random): Happening[] =>
  Array.from({ length: 12 }, (_, index) => now - (355 - index * 28) * day).flatMap((at, index): Happening[] => {
    const name = personName(r);
    const late = index % 5 === 3;
    let id: string | undefined;
    return [
      {
        at,
        what: async (call) => {
          const consent = {
            purpose: "service",
            notice: "隐私告知 2024-01",
            evidenceKind: "signature",
            evidence: "受理单",
          };
          const facts = { kind: "person", name, division: "330106", channel: "counter" };
          id = (await call("data_group", "POST", "/customers", { facts, consents: [consent] }))?.customerId;
        },
      },
      {
        at: at + 2 * hour,
        what: (call) =>
          call("supervision", "POST", `/customers/${id}/checks`, {
            accurate: false,
            wrongFields: ["division"],
            note: "与受理单所填区县不符",
          }),
      },
      {
        at: at + (late ? 6 * day : 4 * hour),
        what: async (call) => {
          const { version } = await call("data_group", "GET", `/customers/${id}`);
          await call("data_group", "PATCH", `/customers/${id}`, { version, facts: { division: "330108" } });
          await call("supervision", "POST", `/customers/${id}/checks`, { accurate: true, wrongFields: [] });
        },
      },
    ];
  });

/** Two days a week somebody reveals, corrects, tries what the policy forbids. */
function days(now: number, r: Random): Happening[] {
  const reasons = ["核对来电人身份", "上门安装前电话预约", "账单争议核实", "客户要求更正联系方式"];
  return Array.from({ length: 100 }, (_, index) => ({
    at: now - (360 - index * 3.5) * day + r.int(-2, 5) * hour,
    what: async (call: Call) => {
      const prefix = r.pick(["33010", "33020", "33030", "33040", "33060", "33070"]);
      const page = await call("agent", "GET", `/customers?division=${prefix}&limit=50`);
      const items = (page?.items ?? []) as { customerId: string; version: number; kind: string }[];
      if (!items.length) return;
      const one = r.pick(items);
      await call("agent", "POST", `/customers/${one.customerId}/reveals`, {
        noun: "customer",
        field: "phone",
        reason: r.pick(reasons),
      });
      const other = r.pick(items);
      await call("agent", "PATCH", `/customers/${other.customerId}`, {
        version: other.version,
        facts: { division: r.pick(["330106", "330108", "330110"]) },
      });
      const notices = ((await call("manager", "GET", `/customers/${other.customerId}/notices`))?.items ?? []) as {
        id: string;
      }[];
      if (r.chance(0.85))
        for (const notice of notices)
          for (const role of ["installer", "finance", "marketing", "team_lead", "manager"])
            await call(role, "POST", `/customers/${other.customerId}/notices/${notice.id}/acknowledgement`);
      const third = r.pick(items);
      if (r.chance(0.5))
        await call("account_manager", "POST", `/customers/${third.customerId}/communications`, {
          at: new Date(now - (360 - index * 3.5) * day - hour).toISOString(),
          way: "phone",
          content: "回访服务情况",
          opinion: "满意",
        });
      // Without the customer's own consent an ID number is refused, which is what a guard is for.
      if (r.chance(0.35))
        await call("data_group", "POST", `/customers/${third.customerId}/identifiers`, {
          kind: "bank_account",
          value: `62170012${r.int(10_000_000, 99_999_999)}`,
        });
    },
  }));
}
