import { demand } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { cursorOf, readCursor, showObligations } from "./obligation.schema.ts";
import { countOpen, type ListState, listDone, listOpen, type Scope, type WorklistFilter } from "./worklist.store.ts";

const grantOf: Record<Scope, string> = {
  mine: "policy.obligations.own",
  role: "policy.obligations.own",
  department: "policy.obligations.department",
  all: "policy.obligations.all",
};

export type Asked = WorklistFilter & { scope: Scope; state: ListState; limit: number; cursor?: string | undefined };

/** A page of a worklist. @throws AppError platform.forbidden (403) for a scope that is not the actor's; lists.invalid (400) */
export async function readWorklist(ctx: Context, { scope, state, limit, cursor, ...filter }: Asked) {
  demand(ctx.actor, grantOf[scope]);
  const name = `${scope} ${state}`;
  const after = readCursor(name, cursor);
  const { services, actor, now } = ctx;
  const rows =
    state === "done"
      ? await listDone(services.search, actor, doneScope(scope), filter, limit + 1, after)
      : await listOpen(services.search, actor, scope, state, filter, now, limit + 1, after);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await showObligations(ctx, page),
    next: rows.length > limit && last ? cursorOf(name, state === "done" ? last.settledAt : last.dueAt, last.id) : null,
  };
}

/** What is done lies in order of time by person and in all; by role or department it would have to be searched for. */
function doneScope(scope: Scope): "mine" | "all" {
  if (scope === "mine" || scope === "all") return scope;
  throw invalid(
    [
      {
        field: "state",
        text: { zh: "已办事项只能按「本人」或「全部」查看", en: "what is done can be listed for oneself or for all" },
      },
    ],
    "lists.invalid",
  );
}

export async function countWorklist(ctx: Context, scope: Scope) {
  demand(ctx.actor, grantOf[scope]);
  return countOpen(ctx.services.search, ctx.actor, scope, ctx.now);
}
