import type { Part } from "../part.ts";
import { contactVerbRoutes } from "./contact-verbs.http.ts";
import { controls } from "./contact.controls.ts";
import { serviceContact } from "./contact.fields.ts";
import { contactSubject } from "./contact.notices.ts";
import { contactRoutes } from "./contacts.http.ts";

const told = (verb: string, zh: string, en: string) => ({ kind: `service.contact.${verb}`, text: { zh, en } });

/** Contacts over every channel, and what becomes of them. */
export const contactPart: Part = {
  nouns: [serviceContact],
  lists: { "service.contacts": serviceContact },
  topics: [{ prefix: "contacts", grant: "service.contacts.read" }],
  controls,
  notices: [{ kind: "contact.handed", text: { zh: "向您移交来件 {count} 条", en: "Contacts handed to you: {count}" } }],
  noticeSubjects: [contactSubject],
  routes: (app) => {
    contactRoutes(app);
    contactVerbRoutes(app);
  },
  events: [
    told("recorded", "登记来件（{zh}）", "Contact recorded ({en})"),
    told("written", "填写来件内容", "Contact written up"),
    told("identified", "识别为该客户的来件（{zh}）", "Contact recognised as this customer's ({en})"),
    told("taken-away", "来件改归另一位客户（{zh}）", "Contact moved to another customer ({en})"),
    told("completed", "来件处理完毕（{zh}）", "Contact finished ({en})"),
    told("need-analysed", "填写需求分析", "Need analysed"),
    told("handed", "来件由{from}移交给{to}", "Contact handed from {from} to {to}"),
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
