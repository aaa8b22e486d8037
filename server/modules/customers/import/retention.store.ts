import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";

export const importSetting = async (ctx: Context): Promise<unknown> =>
  (
    await ctx.tx
      .selectFrom("platform.setting")
      .select("value")
      .where("name", "=", "customers.import")
      .executeTakeFirst()
  )?.value;

/** Forgets the refused rows of imports that were started before a moment. */
export async function deleteRefusalsBefore(ctx: Context, before: Date): Promise<void> {
  await sql`
    delete from customers.import_refusal r using customers.import i
     where i.id = r.import_id and i.created_at < ${before}`.execute(ctx.tx);
}
