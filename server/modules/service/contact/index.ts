import type { Part } from "../part.ts";
import { serviceContact } from "./contact.fields.ts";

export const contactPart: Part = {
  nouns: [serviceContact],
  lists: { "service.contacts": serviceContact },
  events: [
    { kind: "service.contact.recorded", text: { zh: "登记来件（{channel}）", en: "Contact recorded ({channel})" } },
  ],
  sealed: [
    {
      table: "service.contact",
      key: ["customer_id", "id"],
      column: "counterpart",
      context: "serviceContact.counterpart",
    },
  ],
};
