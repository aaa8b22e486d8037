import type { Part } from "../part.ts";
import { bulkRoutes } from "./bulk.http.ts";
import { categoryRoutes } from "./categories.http.ts";
import { entryRoutes } from "./entries.http.ts";
import { events } from "./events.ts";
import { macroRoutes } from "./macros.http.ts";
import { profileRoutes } from "./profiles.http.ts";
import { controls } from "./ticket.controls.ts";
import { ticket } from "./ticket.fields.ts";
import { ticketRoutes } from "./tickets.http.ts";
import { verbRoutes } from "./verbs.http.ts";

export const ticketPart: Part = {
  nouns: [ticket],
  lists: { tickets: ticket },
  events,
  controls,
  topics: [
    { prefix: "tickets", grant: "service.tickets.read" },
    { prefix: "ticket", grant: "service.tickets.read" },
  ],
  routes: (app) => {
    ticketRoutes(app);
    verbRoutes(app);
    entryRoutes(app);
    bulkRoutes(app);
    macroRoutes(app);
    categoryRoutes(app);
    profileRoutes(app);
  },
};
