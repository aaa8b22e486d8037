import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors.ts";
import type { ImportRow } from "./import.store.ts";
import { deleteRefusalsBefore, importSetting } from "./retention.store.ts";

const Rule = z.object({ refusalDays: z.number().int().min(1).max(3660).default(30) });

/** How long refused rows are kept with their cells (`customers.import` in the installation's settings); like uploads where nothing is said. */
async function keptSince(ctx: Context): Promise<Date> {
  const { refusalDays } = Rule.parse((await importSetting(ctx)) ?? {});
  return new Date(ctx.now.getTime() - refusalDays * 86_400_000);
}

/** Cron task: refused rows hold what a file said of people, so they do not stay for ever. Their number does. */
export async function sweepRefusals(ctx: Context): Promise<void> {
  await deleteRefusalsBefore(ctx, await keptSince(ctx));
}

/** @throws AppError import.refusals_gone (410) once the refused rows of an import are not kept any more */
export async function demandKept(ctx: Context, { createdAt }: Pick<ImportRow, "createdAt">): Promise<void> {
  if (Date.parse(createdAt) < (await keptSince(ctx)).getTime())
    throw new AppError("import.refusals_gone", 410, {
      text: {
        zh: "被退回的行已过保存期限，请重新导入文件。",
        en: "The refused rows are not kept any more: import the file again.",
      },
    });
}
