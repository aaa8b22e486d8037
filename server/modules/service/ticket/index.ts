import type { Part } from "../part.ts";
import { attachRoutes } from "./attach.http.ts";
import { besideRoutes } from "./beside.http.ts";
import { boardRoutes } from "./board.http.ts";
import { bulkRoutes } from "./bulk.http.ts";
import { categoryRoutes } from "./categories.http.ts";
import { entryRoutes } from "./entries.http.ts";
import { events } from "./events.ts";
import { macroRoutes } from "./macros.http.ts";
import { profileRoutes } from "./profiles.http.ts";
import { ticketSought } from "./sought.ts";
import { controls } from "./ticket.controls.ts";
import { ticketExportEvents, ticketExportRoutes, ticketExportRuns } from "./ticket.export.ts";
import { notices, ticketSubject } from "./ticket.notices.ts";
import { maySee } from "./ticket.store.ts";
import { ticketRoutes } from "./tickets.http.ts";
import { verbRoutes } from "./verbs.http.ts";

export const ticketPart: Part = {
  nouns: [ticketSought],
  lists: { tickets: ticketSought },
  events: [...events, ...ticketExportEvents],
  runs: ticketExportRuns,
  controls,
  notices,
  noticeSubjects: [ticketSubject],
  topics: [
    { prefix: "tickets", grant: "service.tickets.read" },
    { prefix: "ticket", grant: "service.tickets.read", admits: maySee },
  ],
  routes: (app) => {
    ticketRoutes(app);
    verbRoutes(app);
    entryRoutes(app);
    besideRoutes(app);
    attachRoutes(app);
    boardRoutes(app);
    ticketExportRoutes(app);
    bulkRoutes(app);
    macroRoutes(app);
    categoryRoutes(app);
    profileRoutes(app);
  },
};
