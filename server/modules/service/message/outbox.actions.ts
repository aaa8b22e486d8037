import type { Context, Statement } from "../../../platform/context.ts";

type Changed = { customerId: string; id: string; template: string; way: string };

const retry: Statement = {
  name: "service.message.retry",
  text: `
    update service.message set state = 'queued', attempts = case when state = 'failed' then 0 else attempts end, next_at = $2, problem = null
     where id = any($1::uuid[]) and state in ('queued', 'failed') and way <> 'portal'
    returning customer_id as "customerId", id, template, way`,
};
const cancel: Statement = {
  name: "service.message.cancel",
  text: `
    update service.message set state = 'cancelled', secrets = null where id = any($1::uuid[]) and state in ('queued', 'failed')
    returning customer_id as "customerId", id, template, way`,
};

/** Sends at once what waits, and again what failed; answers how many. What is gone already is left alone. */
export async function retryMessages(ctx: Context, ids: readonly string[]): Promise<number> {
  const changed = await ctx.query<Changed>(retry, [ids, ctx.now]);
  await tell(ctx, "retried", changed);
  if (changed.length) await ctx.later("service.messages.send", {});
  return changed.length;
}

/** What waits or failed is never sent; answers how many. */
export async function cancelMessages(ctx: Context, ids: readonly string[]): Promise<number> {
  const changed = await ctx.query<Changed>(cancel, [ids]);
  await tell(ctx, "cancelled", changed);
  return changed.length;
}

const tell = (ctx: Context, verb: string, changed: readonly Changed[]) =>
  ctx.emit(
    ...changed.map(({ customerId, id, template, way }) => ({
      kind: `service.message.${verb}`,
      customerId,
      subjectType: "message",
      subjectId: id,
      data: { template, way },
    })),
  );
