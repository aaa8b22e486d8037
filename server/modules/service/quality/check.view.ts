import { may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { plain } from "./quality.schema.ts";
import { readCheck } from "./score.actions.ts";
import { findSheet } from "./sheet.store.ts";

/** A check as the actor sees it, with the version of the sheet that it is scored on. */
export async function viewOf(ctx: Context, id: string) {
  const row = await readCheck(ctx, id);
  return {
    ...plain(row),
    sheet: (await findSheet(ctx.tx, row.sheetId))!,
    mayScore: may(ctx.actor, "service.quality.score") && row.staffId !== ctx.actor.id,
  };
}
