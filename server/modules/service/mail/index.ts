import type { Part } from "../part.ts";
import { attachmentRoutes } from "./attachments.http.ts";
import { letterRoutes } from "./letters.http.ts";
import { mailRoutes } from "./mails.http.ts";
import { pollInbox } from "./poll.ts";

export const mailPart: Part = {
  events: [
    { kind: "service.mail.held", text: { zh: "邮件未转为来件（{reason}）", en: "E-mail held off ({reason})" } },
    { kind: "service.mail.unreadable", text: { zh: "收到无法解析的邮件", en: "An e-mail came that cannot be read" } },
    { kind: "service.mail.read", text: { zh: "下载邮件原文", en: "E-mail downloaded as it came" } },
  ],
  longTasks: { "service.mail.poll": pollInbox },
  cron: [{ task: "service.mail.poll", pattern: "* * * * *" }],
  routes: (app) => {
    mailRoutes(app);
    attachmentRoutes(app);
    letterRoutes(app);
  },
};
