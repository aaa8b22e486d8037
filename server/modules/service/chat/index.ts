import type { Part } from "../part.ts";
import { agentRoutes } from "./agents.http.ts";
import { controls } from "./chat.controls.ts";
import { events } from "./chat.events.ts";
import { chat, chatMessage } from "./chat.fields.ts";
import { deskRoutes } from "./desk.http.ts";
import { sweepChats } from "./sweep.ts";
import { visitorFileRoutes } from "./visitor.files.http.ts";
import { visitorRoutes } from "./visitor.http.ts";
import { widgetRoutes } from "./widget.http.ts";

/** Web chat: visitors of the company's pages, the agents who answer them, and the script that pages embed. */
export const chatPart: Part = {
  nouns: [chat, chatMessage],
  events,
  controls,
  sealed: [{ table: "service.chat", key: ["customer_id", "id"], column: "counterpart", context: "chat.counterpart" }],
  topics: [
    { prefix: "chats", grant: "service.chat" },
    { prefix: "chat", grant: "service.chat" },
  ],
  tasks: { "service.chat.sweep": sweepChats },
  cron: [{ task: "service.chat.sweep", pattern: "* * * * *" }],
  routes: (app) => {
    visitorRoutes(app);
    visitorFileRoutes(app);
    deskRoutes(app);
    agentRoutes(app);
    widgetRoutes(app);
  },
};
