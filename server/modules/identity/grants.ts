import { invalid } from "../../platform/errors.ts";
import type { Services } from "../../platform/services.ts";

const installed = new WeakMap<Services, ReadonlySet<string>>();

/** Tells this process which grants its modules know; called once by `app.ts`. */
export const installGrants = (services: Services, grants: ReadonlySet<string>): void =>
  void installed.set(services, grants);

/** @throws AppError identity.unknown_grant (400) naming each grant that no module declares */
export function demandKnown(services: Services, grants: readonly string[]): void {
  const known = installed.get(services);
  if (!known) throw new Error("No grants are installed.");
  const unknown = grants.filter((one) => !known.has(one));
  if (!unknown.length) return;
  throw invalid(
    unknown.map((one) => ({
      field: "grants",
      text: { zh: `没有「${one}」这项权限`, en: `there is no grant "${one}"` },
    })),
    "identity.unknown_grant",
  );
}
