import type { Services } from "../platform/services.ts";
import { demoEmail, demoPassword, people, seedBasics, seedCompany } from "./company.ts";
import { makeHistory } from "./history.ts";
import { live } from "./life.ts";

/** Customers of each size of the demo company. */
const sizes = { small: 300, full: 20_000 } as const;

/** Loads the demo company once; a second start finds it there, one that broke off is taken up again. */
export async function loadDemo(services: Services, size: "none" | "small" | "full"): Promise<void> {
  await seedBasics(services);
  if (size === "none" || (await stepOf(services)) === "done") return;
  if (!(await stepOf(services))) {
    await seedCompany(services);
    await keepStep(services, "company");
  }
  await makeHistory(services, sizes[size]);
  await live(services);
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

/** The demo sign-ins, for the line that tells that the program is ready. */
export async function demoLine(services: Services): Promise<string> {
  if (!(await stepOf(services))) return "";
  return ` — demo sign-ins: ${Object.keys(people).map(demoEmail).join(", ")}; password: ${demoPassword}`;
}
