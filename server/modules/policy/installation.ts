import type { Services } from "../../platform/services.ts";
import type { Registry } from "./control/control.ts";
import { type Binding, compilePolicy } from "./document/compile.ts";
import type { Content } from "./document/content.ts";
import { type ForceRow, listForce } from "./version.store.ts";

/** A version that is or was in force, compiled. What came into force never changes, so it is compiled once. */
export type Force = Omit<ForceRow, "content"> & { readonly content: Content; readonly bindings: readonly Binding[] };

type Installation = {
  readonly registry: Registry;
  versions: Map<string, Force>;
  list: Force[];
  readAt: number;
  /** The look that is under way; another after `forgetForce`, since that one may have come too early. */
  looking: Promise<Force[]> | undefined;
};

const installations = new WeakMap<Services, Installation>();
const memoryMs = 3_000;

/** Tells this process which controls its modules offer; called once by `app.ts`. */
export function installControls(services: Services, registry: Registry): void {
  installations.set(services, { registry, versions: new Map(), list: [], readAt: 0, looking: undefined });
}

function installationOf(services: Services): Installation {
  const found = installations.get(services);
  if (!found) throw new Error("No controls are installed.");
  return found;
}

export const registryIn = (services: Services): Registry => installationOf(services).registry;

/** After a version came into force here; other processes see it within three seconds. */
export const forgetForce = (services: Services): void => {
  const memory = installationOf(services);
  memory.readAt = 0;
  memory.looking = undefined;
};

/** All versions that are or were in force, or are approved for a later day; the newest first. */
export async function forceHistory(services: Services): Promise<readonly Force[]> {
  const memory = installationOf(services);
  if (Date.now() - memory.readAt < memoryMs) return memory.list;
  if (memory.looking) return memory.looking;
  const look = read(services, memory).then(
    (list) => {
      if (memory.looking === look) Object.assign(memory, { list, readAt: Date.now(), looking: undefined });
      return list;
    },
    (error: unknown) => {
      if (memory.looking === look) memory.looking = undefined;
      throw error;
    },
  );
  memory.looking = look;
  return look;
}

// Not over the pool of the transactions: whoever asks amid one holds a connection, and where all are held by such, each
// would wait for another one for ever.
async function read(services: Services, memory: Installation): Promise<Force[]> {
  const rows = await listForce(services.search, [...memory.versions.keys()]);
  return rows.map((row) => {
    const known = memory.versions.get(row.id);
    const force = known
      ? { ...known, ...row, content: known.content }
      : { ...row, content: row.content!, bindings: compilePolicy(row.content!, memory.registry, row.id).bindings };
    memory.versions.set(row.id, force);
    return force;
  });
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
