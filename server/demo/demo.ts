import { servicesAt } from "../app.ts";
import { fixedClock } from "../platform/clock.ts";
import type { Services } from "../platform/services.ts";
import { demoEmail, demoPassword, people, seedArticles, seedBasics, seedCompany, seedHouse } from "./company.ts";
import { makeHistory } from "./history.ts";
import { live } from "./life.ts";

/** Customers of each size of the demo company, and tickets of its year. */
const sizes = { small: { customers: 300, tickets: 50 }, full: { customers: 20_000, tickets: 500 } } as const;

/**
 * Loads the demo company once, on the policy of that code; a second start finds it there, one that broke off is taken up again.
 * It takes a while: `tell` hears how far it is.
 */
export async function loadDemo(
  services: Services,
  size: "none" | "small" | "full",
  policy = "B",
  tell: (line: string) => void = () => {},
): Promise<void> {
  await seedBasics(services);
  if (size === "none") return seedHouse(services);
  if ((await stepOf(services)) === "done") return;
  if (!(await stepOf(services))) {
    await seedCompany(services, policy);
    await keepStep(services, "company");
  }
  // The articles were there before the year began.
  const begins = new Date(services.clock.now().getTime() - 366 * 86_400_000).toISOString();
  await seedArticles(servicesAt(services, fixedClock(begins)));
  tell(`Loading the demo company: ${sizes[size].customers} customers ...`);
  await makeHistory(services, sizes[size].customers);
  await live(services, sizes[size].tickets, (month) => tell(`Loading the demo company: its ${month} ...`));
  await keepStep(services, "done");
}

const stepOf = async (services: Services): Promise<string | undefined> =>
  (
    await services.pool.query<{ step: string }>(
      "select value->>'step' as step from platform.setting where name = 'demo'",
    )
  ).rows[0]?.step;

const keepStep = (services: Services, step: string) =>
  services.pool.query(
    "insert into platform.setting (name, value) values ('demo', $1) on conflict (name) do update set value = excluded.value, updated_at = now()",
    [JSON.stringify({ step, signIns: demoSignIns })],
  );

/** What the sign-in screen of a demo installation offers: a person for each role. */
const demoSignIns = Object.keys(people).map((role) => ({ role, email: demoEmail(role), password: demoPassword }));

/** Who can sign in, for the line that tells that the program is ready. */
export async function demoLine(services: Services): Promise<string> {
  if (await stepOf(services))
    return ` — demo sign-ins: ${Object.keys(people).map(demoEmail).join(", ")}; password: ${demoPassword}`;
  const { rowCount } = await services.pool.query("select 1 from identity.staff limit 1");
  if (rowCount) return "";
  return " — nobody can sign in yet: bin/youzhang user add --email YOU --name NAME --department HQ --role administrator";
}
