import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import type { Question } from "./callback.rules.ts";

export type Form = { readonly id: string; readonly script: string; readonly questions: Question[] };

export async function insertForm(ctx: Context, { script, questions }: Omit<Form, "id">): Promise<string> {
  const id = newId();
  await ctx.tx
    .insertInto("service.callbackForm")
    .values({ id, script, questions: JSON.stringify(questions), createdAt: ctx.now })
    .execute();
  return id;
}

/** What is said and asked; undefined for callbacks without a form of their own. */
export async function formOf(ctx: Pick<Context, "tx">, id: string | null): Promise<Form | undefined> {
  if (!id) return undefined;
  const row = await ctx.tx
    .selectFrom("service.callbackForm")
    .select(["id", "script", "questions"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row && { ...row, questions: row.questions as Question[] };
}

export const questionsOf = async (ctx: Pick<Context, "tx">, id: string | null): Promise<readonly Question[]> =>
  (await formOf(ctx, id))?.questions ?? [];
