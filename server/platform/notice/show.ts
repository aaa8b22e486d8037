import { z } from "zod";
import type { Context } from "../context.ts";
import { Text } from "../text.schema.ts";
import { noticeSubject, noticeText, type Sight } from "./notice.kinds.ts";
import type { NoticeRow } from "./notice.store.ts";

export const SubjectNotice = z
  .object({
    of: z.literal("subject"),
    id: z.uuid(),
    kind: z.string().nullable().describe("Null where the reader may not see the thing any more"),
    text: Text,
    values: z.record(z.string(), z.unknown()).describe("Fill the places of the text"),
    subjectType: z.string(),
    subjectId: z.uuid(),
    name: z.string().describe("What the thing is called, such as its number"),
    title: z.string().nullable().describe("What it is about, as the reader may see it"),
    by: z.string().nullable().describe("The colleague who did it"),
    visible: z.boolean(),
    at: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "SubjectNotice" });

/** Notices as their reader may see them; of what is not theirs to see any more only its name is left. */
export async function showNotices(ctx: Context, rows: readonly NoticeRow[]): Promise<z.input<typeof SubjectNotice>[]> {
  const sights = new Map<string, Sight>();
  for (const type of new Set(rows.map((row) => row.subjectType))) {
    const ids = rows.flatMap((row) => (row.subjectType === type ? [row.subjectId] : []));
    const found = await noticeSubject(ctx.services, type)?.look(ctx, [...new Set(ids)]);
    for (const [id, sight] of found ?? []) sights.set(`${type} ${id}`, sight);
  }
  return rows.map(({ id, kind, subjectType, subjectId, actorName, data, at, readAt }) => {
    const sight = sights.get(`${subjectType} ${subjectId}`);
    const label = noticeSubject(ctx.services, subjectType)?.label ?? { zh: subjectType, en: subjectType };
    const visible = sight?.visible ?? false;
    const seen = visible
      ? { kind, text: noticeText(ctx.services, kind), values: data, title: sight!.title, by: actorName }
      : { kind: null, text: label, values: {}, title: null, by: null };
    return { of: "subject", id, ...seen, subjectType, subjectId, name: sight?.name ?? "", visible, at, readAt };
  });
}
