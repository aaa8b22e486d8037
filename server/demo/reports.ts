import type { Services } from "../platform/services.ts";
import { dayOf, workdays } from "./days.ts";
import { type Call, day, type Happening, type Tick } from "./happening.ts";
import type { Known } from "./house.ts";
import type { Random } from "./random.ts";
import { comments, openMatters, plansForTomorrow, raised } from "./said.ts";

/** On working days whoever worked with customers writes what there was; team lead and manager read it the next morning. */
export function reports(
  r: Random,
  from: number,
  to: number,
  services: Services,
  known: Known,
  tick: Tick,
): Happening[] {
  let away = 0;
  return [
    ...workdays(from, to, 17.3, known, async (call, at) => {
      await tick(["service.reports.promise"]);
      const today = dayOf(at);
      for (const role of await owing(services, known, today)) if (r.chance(0.96)) await file(call, role, today, r);
    }),
    ...workdays(from + day, to, 9.6, known, async (call, at) => {
      await forgotten(call, services, known, dayOf(at), r);
      if (away > 0) away--;
      else if (r.chance(0.02)) away = 2;
      else for (const role of ["team_lead", "manager"]) await read(call, role, known, at, r);
    }),
  ];
}

type Owing = { readonly key: string; readonly day: string };

/** Who owes a report of a day; the hotline where no clause asks for any. */
async function owing(services: Services, known: Known, today: string): Promise<string[]> {
  const { rows } = await services.pool.query<Owing>(open, [today, today]);
  const roles = Object.keys((await known()).staff);
  return rows.length ? rows.map(({ key }) => key).filter((key) => roles.includes(key)) : ["agent", "team_lead"];
}
const open = `select r.key, w.day::text from service.work_report w join identity.staff_role sr on sr.staff_id = w.staff_id join identity.role r on r.id = sr.role_id
               where w.day between $1 and $2 and w.state = 'open' and w.due_at is not null order by w.day, r.key`;

/** Some remember the next morning, which is too late. */
async function forgotten(call: Call, services: Services, known: Known, today: string, r: Random) {
  const days = new Date(Date.parse(today) - 4 * day).toISOString().slice(0, 10);
  const yesterday = new Date(Date.parse(today) - day).toISOString().slice(0, 10);
  const { rows } = await services.pool.query<Owing>(open, [days, yesterday]);
  const { staff } = await known();
  for (const one of rows) if (staff[one.key] && r.chance(0.95)) await file(call, one.key, one.day, r);
}

const file = (call: Call, role: string, today: string, r: Random) =>
  call(role, "POST", `/reports/days/${today}/filing`, {
    version: 0,
    plan: r.pick(plansForTomorrow),
    ...(r.chance(0.35) && { raised: r.pick(raised) }),
    matters: r.chance(0.12) ? [{ matter: r.pick(openMatters) }] : [],
  });

async function read(call: Call, role: string, known: Known, at: number, r: Random) {
  const { staff } = await known();
  const page = await call(role, "GET", "/reports?view=unread&limit=50");
  for (const { id } of (page?.items ?? []) as { id: string }[]) {
    const matters = ((await call(role, "GET", `/reports/${id}`))?.matters ?? []) as { id: string }[];
    await call(role, "POST", `/reports/${id}/readings`, {
      ...(r.chance(0.3) && { comment: r.pick(comments) }),
      owners: matters.map((one) => ({ id: one.id, ownerId: staff.agent, dueOn: dayOf(at + 5 * day) })),
    });
    for (const one of matters)
      if (r.chance(0.7)) await call(role, "POST", `/reports/${id}/matters/${one.id}/completion`);
  }
}
