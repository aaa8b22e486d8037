import type { Part } from "../part.ts";
import { events } from "./message.events.ts";

export const messagePart: Part = {
  events,
  sealed: [
    { table: "service.message", key: ["customer_id", "id"], column: "address", context: "message.address" },
    { table: "service.message", key: ["customer_id", "id"], column: "secrets", context: "message.secrets" },
  ],
};
