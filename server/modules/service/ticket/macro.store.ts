import type { Context } from "../../../platform/context.ts";
import { AppError, notFound } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";

export type MacroRow<S> = { id: string; name: string; steps: S; version: number };
type Given = { readonly name: string; readonly steps: object };

const columns = ["id", "name", "steps", "version"] as const;

export const listMacros = async <S>(ctx: Pick<Context, "tx">) =>
  (await ctx.tx.selectFrom("service.macro").select(columns).orderBy("name").execute()) as MacroRow<S>[];

/** @throws AppError platform.not_found (404) */
export async function loadMacro<S>(ctx: Pick<Context, "tx">, id: string, lock = false): Promise<MacroRow<S>> {
  const asked = ctx.tx.selectFrom("service.macro").select(columns).where("id", "=", id);
  const row = await (lock ? asked.forUpdate() : asked).executeTakeFirst();
  if (!row) throw notFound({ zh: "快捷处理", en: "macro" });
  return row as MacroRow<S>;
}

/** Answers its id. @throws AppError service.macro_name (409) */
export async function insertMacro(ctx: Context, { name, steps }: Given): Promise<string> {
  const id = newId();
  const values = { id, name, steps: JSON.stringify(steps), createdBy: ctx.actor.id, createdAt: ctx.now };
  await named(ctx.tx.insertInto("service.macro").values(values).execute());
  return id;
}

/** @throws AppError service.macro_name (409) */
export const updateMacro = (ctx: Context, id: string, { name, steps }: Given) =>
  named(
    ctx.tx
      .updateTable("service.macro")
      .set((eb) => ({ name, steps: JSON.stringify(steps), version: eb("version", "+", 1) }))
      .where("id", "=", id)
      .execute(),
  );

export const deleteMacro = (ctx: Context, id: string) =>
  ctx.tx.deleteFrom("service.macro").where("id", "=", id).execute();

/** The index of names decides, also between two who save at the same moment. */
async function named<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint !== "macro_by_name") throw error;
    const text = {
      zh: "已有同名的快捷处理，请换一个名称。",
      en: "There is a macro of this name already; choose another.",
    };
    throw new AppError("service.macro_name", 409, { text, fields: [{ field: "name", text }] });
  }
}
