import type { Context, Statement } from "../../../platform/context.ts";
import type { Text } from "../../../platform/text.ts";

export type CategoryRow = {
  id: string;
  kind: string;
  parentId: string | null;
  key: string;
  label: Text;
  /** By what a matter belongs here. */
  definition: Text | null;
  skill: string | null;
  position: number;
  active: boolean;
};

const columns = `id, kind, parent_id as "parentId", key, label, definition, skill, position, active`;
const one: Statement = {
  name: "service.category.find",
  text: `select ${columns} from service.category where id::text = $1 or key = $1`,
};
const all: Statement = {
  name: "service.category.all",
  text: `select ${columns} from service.category order by kind, position, key`,
};

/** A category by its id or its key. */
export const findCategory = async (ctx: Pick<Context, "query">, idOrKey: string): Promise<CategoryRow | undefined> =>
  (await ctx.query<CategoryRow>(one, [idOrKey]))[0];

export const listCategories = (ctx: Pick<Context, "query">) => ctx.query<CategoryRow>(all, []);
