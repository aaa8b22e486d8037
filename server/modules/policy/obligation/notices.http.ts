import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { type Routes, signedIn } from "../../../platform/http/route.ts";
import { nobody } from "../../../platform/ids.ts";
import * as subjects from "../../../platform/notice/index.ts";
import { Text } from "../../../platform/text.schema.ts";
import { registryIn } from "../installation.ts";
import { countUnread, listNotices, markRead, type NoticeRow } from "./notice.store.ts";

const instant = z.iso.datetime();
const PromiseNotice = z
  .object({
    of: z.literal("promise"),
    id: z.uuid(),
    kind: z.enum(["warned", "due", "escalated", "assigned"]),
    customerId: z.uuid().nullable(),
    obligationId: z.uuid(),
    control: z.string(),
    label: Text,
    clause: z.string(),
    dueAt: instant.nullable(),
    at: instant,
    readAt: instant.nullable(),
    settled: z.boolean().describe("What it tells of is done by now"),
  })
  .meta({ id: "ObligationNotice" });
const Notice = z.discriminatedUnion("of", [PromiseNotice, subjects.SubjectNotice]).meta({ id: "Notice" });

const Reading = z
  .union([
    z.strictObject({ ids: z.array(z.uuid()).min(1).max(500) }),
    z.strictObject({ upTo: z.uuid().describe("This notice and all older ones") }),
    z.strictObject({ subjectId: z.uuid().describe("All about one thing, such as a ticket that was opened") }),
  ])
  .meta({ id: "NoticeReading" });

const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** What people are told of, each for themselves: promises, and what else concerns them, in one list by time. */
export const noticeRoutes: Routes = (app) => {
  const tags = ["notices"];
  const Unread = z.object({ unread: z.number().describe("Up to 100") });

  app.get(
    "/api/v1/notices",
    {
      config: signedIn,
      schema: {
        tags,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(100).default(20),
          cursor: z.uuid().optional(),
          state: z.enum(["unread", "all"]).default("all"),
        }),
        response: { 200: z.object({ items: z.array(Notice), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { limit, cursor = lastId, state } = request.query;
      const ctx = request.reading();
      const unread = state === "unread";
      // One more of each than the page takes tells whether there is another page.
      const [promised, told] = await Promise.all([
        listNotices(ctx, limit + 1, cursor, unread),
        subjects.listNotices(ctx, limit + 1, cursor, unread),
      ]);
      const ids = [...promised, ...told].map((row) => row.id).sort();
      const page = new Set(ids.toReversed().slice(0, limit));
      const items = [
        ...promised.filter((row) => page.has(row.id)).map((row) => shown(ctx, row)),
        ...(await subjects.showNotices(
          ctx,
          told.filter((row) => page.has(row.id)),
        )),
      ].sort((a, b) => (a.id < b.id ? 1 : -1));
      return { items, next: ids.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.get(
    "/api/v1/notices/count",
    { config: signedIn, schema: { tags, response: { 200: Unread } } },
    async (request) => ({ unread: await unreadOf(request.reading()) }),
  );

  app.post(
    "/api/v1/notices/readings",
    { config: signedIn, schema: { tags, body: Reading, response: { 200: Unread } } },
    (request) =>
      request.write(async (ctx) => {
        const which = request.body;
        if (!("subjectId" in which)) await markRead(ctx, which);
        await subjects.markRead(ctx, which);
        return { unread: await unreadOf(ctx) };
      }),
  );
};

const shown = (ctx: Context, row: NoticeRow) => ({
  of: "promise" as const,
  ...row,
  customerId: row.customerId === nobody ? null : row.customerId,
  label: registryIn(ctx.services).get(row.control)?.label ?? { zh: row.control, en: row.control },
});

const unreadOf = async (ctx: Context): Promise<number> =>
  Math.min(100, (await countUnread(ctx)) + (await subjects.countUnread(ctx)));
