import { z } from "zod";
import { type Routes, signedIn } from "../../../platform/http/route.ts";
import { nobody } from "../../../platform/ids.ts";
import { Text } from "../../../platform/text.schema.ts";
import { registryIn } from "../installation.ts";
import { countUnread, listNotices, markRead } from "./notice.store.ts";

const instant = z.iso.datetime();
const Notice = z
  .object({
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

const Reading = z
  .union([
    z.strictObject({ ids: z.array(z.uuid()).min(1).max(500) }),
    z.strictObject({ upTo: z.uuid().describe("This notice and all older ones") }),
  ])
  .meta({ id: "ObligationNoticeReading" });

/** What people are told of, each for themselves. */
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
      const { limit, cursor, state } = request.query;
      const ctx = request.reading();
      const rows = await listNotices(ctx, limit + 1, cursor, state === "unread");
      const registry = registryIn(ctx.services);
      const items = rows.slice(0, limit).map((row) => ({
        ...row,
        customerId: row.customerId === nobody ? null : row.customerId,
        label: registry.get(row.control)?.label ?? { zh: row.control, en: row.control },
      }));
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );

  app.get(
    "/api/v1/notices/count",
    { config: signedIn, schema: { tags, response: { 200: Unread } } },
    async (request) => ({ unread: await countUnread(request.reading()) }),
  );

  app.post(
    "/api/v1/notices/readings",
    { config: signedIn, schema: { tags, body: Reading, response: { 200: Unread } } },
    (request) =>
      request.write(async (ctx) => {
        await markRead(ctx, request.body);
        return { unread: await countUnread(ctx) };
      }),
  );
};
