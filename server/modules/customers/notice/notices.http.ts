import { z } from "zod";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { acknowledgeNotice, readNotices } from "./notice.actions.ts";

const Id = z.strictObject({ id: z.uuid() });
const NoticeId = z.strictObject({ id: z.uuid(), noticeId: z.uuid() });
const Notice = z
  .object({
    id: z.uuid(),
    departmentId: z.uuid(),
    departmentName: z.string(),
    fields: z.array(z.string()).describe("`noun.field` names, never values"),
    changedByName: z.string(),
    changedAt: z.iso.datetime(),
    acknowledgedByName: z.string().nullable(),
    acknowledgedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "ChangeNotice" });

/** Departments are told of changes that concern them (B3.3.1). */
export const noticeRoutes: Routes = (app) => {
  const tags = ["customers"];
  app.get(
    "/api/v1/customers/:id/notices",
    {
      config: grant("customers.read"),
      schema: { tags, params: Id, response: { 200: z.object({ items: z.array(Notice) }) } },
    },
    async (request) => ({
      items: await readNotices(request.reading(), request.params.id),
    }),
  );
  app.post(
    "/api/v1/customers/:id/notices/:noticeId/acknowledgement",
    { config: grant("customers.read"), schema: { tags, params: NoticeId, response: { 200: Notice } } },
    (request) => request.write((ctx) => acknowledgeNotice(ctx, request.params.id, request.params.noticeId)),
  );
};
