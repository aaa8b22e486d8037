import type { Context, Statement } from "../../../platform/context.ts";
import type { Reason } from "./choices.ts";

/** Who is noted as the caller where customers answer by themselves. */
export const bySelf = "客户自助";

export type OwnCallback = {
  id: string;
  reason: Reason;
  openedAt: string;
  isOpen: boolean;
  answeredAt: string | null;
  satisfaction: number | null;
  opinion: string | null;
};

// What the customer is asked in writing: those that wait, and those that they answered so. Who is to be phoned is not asked here.
const columns = `c.id, c.reason, c.opened_at as "openedAt", c.state = 'due' as "isOpen", c.called_at as "answeredAt", c.satisfaction, c.opinion`;
const own = `c.customer_id = $1 and c.way in ('email', 'sms')
  and (c.state = 'due' or (c.state = 'done' and c.called_by is null and c.called_by_name = '${bySelf}'))`;

const page: Statement = {
  name: "service.callback.own",
  text: `select ${columns} from service.callback c where ${own} and ($2::uuid is null or c.id < $2) order by c.id desc limit $3`,
};
export const ownCallbacks = (
  ctx: Pick<Context, "query">,
  customerId: string,
  cursor: string | undefined,
  limit: number,
) => ctx.query<OwnCallback>(page, [customerId, cursor ?? null, limit]);

const one: Statement = {
  name: "service.callback.own-one",
  text: `select ${columns}, c.form_id as "formId" from service.callback c where ${own} and c.id = $2`,
};
export const ownCallback = async (ctx: Pick<Context, "query">, customerId: string, id: string) =>
  (await ctx.query<OwnCallback & { formId: string | null }>(one, [customerId, id]))[0];
