import { sql } from "kysely";
import { may } from "../../../platform/actor.ts";
import { type NoticeSubject } from "../../../platform/notice/index.ts";
import { visibleContacts } from "./contact.access.ts";

/** Contacts have no name of their own: how many were handed over stands in the words of the notice. */
export const contactSubject: NoticeSubject = {
  type: "service_contact",
  label: { zh: "来件", en: "Contact" },
  look: async (ctx, ids) => {
    const visible = may(ctx.actor, "service.contacts.read") ? visibleContacts(ctx.actor) : sql`false`;
    const { rows } = await sql<{ id: string; visible: boolean }>`
      select c.id, ${visible} as visible from service.contact c where c.id = any(${ids})`.execute(ctx.tx);
    return new Map(rows.map((row) => [row.id, { name: "", title: null, visible: row.visible }]));
  },
};
