import type { Services } from "../platform/services.ts";
import { seedBasics, seedCompany } from "./company.ts";

/** Loads the demo company once; a second start finds it there. */
export async function loadDemo(services: Services, size: "none" | "small" | "full"): Promise<void> {
  await seedBasics(services);
  const { rowCount } = await services.pool.query("select 1 from platform.setting where name = 'demo'");
  if (rowCount || size === "none") return;
  await seedCompany(services);
  await services.pool.query("insert into platform.setting (name, value) values ('demo', $1)", [JSON.stringify({ size })]);
}
