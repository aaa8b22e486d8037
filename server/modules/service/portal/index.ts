import type { Part } from "../part.ts";
import { sweepPortal } from "./code.store.ts";
import { ownFileRoutes } from "./files.http.ts";
import { ticketLinkRoutes } from "./links.http.ts";
import { portalRoutes } from "./portal.http.ts";

export const portalPart: Part = {
  events: [
    { kind: "service.portal.signed_in", text: { zh: "客户登录自助门户", en: "Signed in to the portal" } },
    {
      kind: "service.ticket.linked",
      text: { zh: "为工单 {number} 生成客户链接", en: "Link made for ticket {number}" },
    },
  ],
  tasks: { "service.portal.sweep": async (ctx) => void (await sweepPortal(ctx)) },
  cron: [{ task: "service.portal.sweep", pattern: "41 18 * * *" }],
  routes: (app) => {
    portalRoutes(app);
    ticketLinkRoutes(app);
    ownFileRoutes(app);
  },
};
