import type { Part } from "../part.ts";
import { events } from "./message.events.ts";
import { message } from "./message.fields.ts";
import { outboxRoutes } from "./outbox.http.ts";
import { sendDue } from "./outbox.ts";
import { templateRoutes } from "./templates.http.ts";

export const messagePart: Part = {
  nouns: [message],
  lists: { "service.messages": message },
  events,
  sealed: [
    { table: "service.message", key: ["customer_id", "id"], column: "address", context: "message.address" },
    { table: "service.message", key: ["customer_id", "id"], column: "secrets", context: "message.secrets" },
  ],
  longTasks: { "service.messages.send": sendDue },
  cron: [{ task: "service.messages.send", pattern: "* * * * *" }],
  routes: (app) => {
    outboxRoutes(app);
    templateRoutes(app);
  },
};
