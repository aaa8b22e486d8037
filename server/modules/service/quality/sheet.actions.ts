import type { Context } from "../../../platform/context.ts";
import { invalid, notFound } from "../../../platform/errors.ts";
import type { Text } from "../../../platform/text.ts";
import { changedMeanwhile } from "../seen.ts";
import type { SheetItem } from "./sheet.rules.ts";
import { insertSheet, sheetByKey, type SheetKind } from "./sheet.store.ts";

export type GivenSheet = {
  /** The version that the editor saw; 0 for a new sheet. */
  readonly version: number;
  readonly kind: SheetKind;
  readonly title: Text;
  readonly items: readonly SheetItem[];
};

/**
 * Writes the next version of a sheet; what was scored keeps the version that it was scored on.
 * @throws AppError service.changed (409), service.invalid (400) for two items of one key, or a checklist without items of conduct
 */
export async function writeSheet(
  ctx: Context,
  key: string,
  { version, kind, title, items }: GivenSheet,
): Promise<string> {
  const present = await sheetByKey(ctx.tx, key);
  if ((present?.version ?? 0) !== version) throw present ? changedMeanwhile(present.version) : noSheet();
  const doubles = items.filter((item, at) => items.findIndex((one) => one.key === item.key) !== at);
  if (doubles.length)
    throw wrong({ zh: `有两项代码都是 ${doubles[0]!.key}`, en: `two items have the key ${doubles[0]!.key}` });
  if (kind === "conduct" && !items.some((item) => item.conduct))
    throw wrong({ zh: "行为规范检查表至少有一项行为规范", en: "a conduct checklist needs an item of conduct" });
  const id = await insertSheet(ctx, { key, kind, title, items }, version + 1);
  await ctx.emit({
    kind: "service.quality.sheet",
    subjectType: "quality_sheet",
    subjectId: id,
    data: { key, version: version + 1 },
  });
  return id;
}

const noSheet = () => notFound({ zh: "评分表", en: "score sheet" });
const wrong = (text: Text) => invalid([{ field: "items", text }], "service.invalid");
