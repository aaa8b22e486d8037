import type { Services } from "../../platform/services.ts";
import type { Registry } from "./control/control.ts";
import { type Binding, compilePolicy } from "./document/compile.ts";
import type { Content } from "./document/content.ts";
import { type ForceRow, listForce } from "./version.store.ts";

/** A version that is or was in force, compiled. What came into force never changes, so it is compiled once. */
export type Force = Omit<ForceRow, "content"> & { readonly content: Content; readonly bindings: readonly Binding[] };

type Installation = { readonly registry: Registry; versions: Map<string, Force>; list: Force[]; readAt: number };

const installations = new WeakMap<Services, Installation>();
const memoryMs = 3_000;

/** Tells this process which controls its modules offer; called once by `app.ts`. */
export function installControls(services: Services, registry: Registry): void {
  installations.set(services, { registry, versions: new Map(), list: [], readAt: 0 });
}

function installationOf(services: Services): Installation {
  const found = installations.get(services);
  if (!found) throw new Error("No controls are installed.");
  return found;
}

export const registryIn = (services: Services): Registry => installationOf(services).registry;

/** After a version came into force here; other processes see it within three seconds. */
export const forgetForce = (services: Services): void => {
  installationOf(services).readAt = 0;
};

/** All versions that are or were in force, or are approved for a later day; the newest first. */
export async function forceHistory(services: Services): Promise<readonly Force[]> {
  const memory = installationOf(services);
  if (Date.now() - memory.readAt < memoryMs) return memory.list;
  const missing = await listForce(services.db, [...memory.versions.keys()]);
  memory.list = missing.map((row) => {
    const known = memory.versions.get(row.id);
    const force = known
      ? { ...known, ...row, content: known.content }
      : { ...row, content: row.content!, bindings: compilePolicy(row.content!, memory.registry, row.id).bindings };
    memory.versions.set(row.id, force);
    return force;
  });
  memory.readAt = Date.now();
  return memory.list;
}

/** The versions in force at an instant, one of each document at most; the newest first. */
export async function inForceAt(services: Services, at: Date): Promise<Force[]> {
  const time = at.getTime();
  return (await forceHistory(services)).filter(
    ({ effectiveFrom, effectiveTo }) =>
      Date.parse(effectiveFrom) <= time && (effectiveTo === null || time < Date.parse(effectiveTo)),
  );
}

/** The bindings of a control that hold at an instant: usually one, several where several documents bind it. */
export const bindingsOf = async (services: Services, control: string, at: Date): Promise<Binding[]> =>
  (await inForceAt(services, at)).flatMap((force) =>
    force.bindings.filter((binding) => binding.control.key === control),
  );
