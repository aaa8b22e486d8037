import type { Context, Statement } from "../../../platform/context.ts";
import type { Text } from "../../../platform/text.ts";

export type CauseRow = { id: string; key: string; label: Text; position: number; active: boolean };

const columns = "id, key, label, position, active";
const one: Statement = {
  name: "service.cause.find",
  text: `select ${columns} from service.cause where id::text = $1 or key = $1`,
};
const all: Statement = {
  name: "service.cause.all",
  text: `select ${columns} from service.cause order by position, key`,
};

/** A cause by its id or its key. */
export const findCause = async (ctx: Pick<Context, "query">, idOrKey: string): Promise<CauseRow | undefined> =>
  (await ctx.query<CauseRow>(one, [idOrKey]))[0];

export const listCauses = (ctx: Pick<Context, "query">) => ctx.query<CauseRow>(all, []);
