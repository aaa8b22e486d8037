import type { Text } from "./text.ts";
import { AppError } from "./errors.ts";

/**
 * Whoever acts. `grants` is an allow-list: what is not in it is refused. A grant is either an action
 * (`customers.create`) or a level on a group of fields (`customers.contact:read`).
 */
export type Actor = {
  readonly kind: "staff" | "token" | "customer" | "system" | "visitor";
  readonly id: string | null;
  readonly name: string;
  readonly grants: ReadonlySet<string>;
  readonly roles: readonly string[];
  /** Own department and those below it. */
  readonly departments: readonly string[];
  readonly sessionId?: string;
  /** A customer in the portal: their own file. `id` is null, since it names staff. */
  readonly customerId?: string;
  /** Signed in with a first password: may replace it, and nothing else until then. */
  readonly mustChangePassword?: true;
};

/** The program itself: cron, sweeps, the demo. It reads no masked field in clear and signs as itself. */
export const systemActor = (name: string, grants: Iterable<string> = []): Actor => ({
  kind: "system",
  id: null,
  name,
  grants: new Set(grants),
  roles: [],
  departments: [],
});

/** Nobody is signed in. */
export const visitor: Actor = { kind: "visitor", id: null, name: "", grants: new Set(), roles: [], departments: [] };

export const may = (actor: Actor, grant: string): boolean => actor.grants.has(grant);

/** An action that a role can be allowed; modules list theirs, and the roles screen shows them. */
export type Permission = { readonly key: string; readonly label: Text };

/** @throws AppError platform.forbidden (403), platform.sign_in (401) for a visitor */
export function demand(actor: Actor, grant: string): void {
  if (may(actor, grant)) return;
  if (actor.kind === "visitor") throw signInFirst();
  throw new AppError("platform.forbidden", 403, {
    text: {
      zh: "您的岗位没有此项权限（{grant}），如工作需要请向管理员申请。",
      en: "Your role does not allow this ({grant}); ask an administrator if your work needs it.",
    },
    values: { grant },
  });
}

export const signInFirst = (): AppError =>
  new AppError("platform.sign_in", 401, { text: { zh: "请先登录。", en: "Please sign in first." } });
