import { createReadStream } from "node:fs";
import { z } from "zod";
import { notFound } from "../../../platform/errors.ts";
import { filePath } from "../../../platform/files/index.ts";
import { grant, type Routes } from "../../../platform/http/route.ts";
import { pageSchema } from "../../../platform/lists/index.ts";
import { findRawFile, listMails } from "./received.store.ts";
import { checkMail, readMailStatus } from "./status.ts";

const Server = z.object({
  isSetUp: z.boolean(),
  triedAt: z.iso.datetime().nullable(),
  wentAt: z.iso.datetime().nullable().describe("When it last took or brought something"),
  problem: z.enum(["away", "sign_in"]).nullable(),
  problemAt: z.iso.datetime().nullable().describe("Since when"),
});
const MailStatus = z
  .object({
    out: Server,
    in: Server,
    from: z.string().nullable().describe("Our own address"),
    texts: z.enum(["tencent", "stand_in"]).describe("Who carries text messages; a stand-in sends none"),
    waiting: z.number().int(),
    failed: z.number().int(),
  })
  .meta({ id: "MailStatus" });
const ReceivedMail = z
  .object({
    id: z.uuid(),
    receivedAt: z.iso.datetime(),
    held: z.enum(["own", "automatic", "bulk", "flood"]).nullable().describe("Why it was not taken as said by a person"),
    problem: z.enum(["unreadable", "broken"]).nullable(),
    cut: z.boolean(),
    hasRaw: z.boolean(),
    refused: z.array(z.object({ name: z.string(), size: z.number(), reason: z.string() })),
    ticketId: z.uuid().nullable(),
    ticketNumber: z.string().nullable(),
  })
  .meta({ id: "ReceivedMail" });
const Id = z.strictObject({ id: z.uuid() });

/** How mail goes in and out, for those who look after it. */
export const mailRoutes: Routes = (app) => {
  const tags = ["messages"];
  const config = grant("service.settings");

  app.get("/api/v1/mail-status", { config, schema: { tags, response: { 200: MailStatus } } }, (request) =>
    readMailStatus(request.reading()),
  );
  app.post(
    "/api/v1/mail-status/checks",
    { config, schema: { tags, response: { 200: MailStatus } } },
    async (request) => {
      const ctx = request.reading();
      await checkMail(ctx.services);
      return readMailStatus(ctx);
    },
  );
  app.get(
    "/api/v1/received-mails",
    {
      config,
      schema: {
        tags,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.uuid().optional(),
          state: z.enum(["all", "held", "problem"]).default("all"),
        }),
        response: { 200: pageSchema(ReceivedMail) },
      },
    },
    async (request) => {
      const { limit } = request.query;
      const rows = await listMails(request.reading(), request.query);
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? items.at(-1)!.id : null };
    },
  );
  app.get("/api/v1/received-mails/:id/raw", { config, schema: { tags, params: Id } }, async (request, reply) => {
    const ctx = request.reading();
    const fileId = await findRawFile(ctx, request.params.id);
    if (!fileId) throw notFound({ zh: "邮件原文", en: "letter as it came" });
    await request.write((own) =>
      own.emit({ kind: "service.mail.read", subjectType: "mail", subjectId: request.params.id }),
    );
    return reply
      .headers({
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename="letter-${request.params.id}.eml"`,
      })
      .send(createReadStream(filePath(ctx.services.config, fileId)));
  });
};
