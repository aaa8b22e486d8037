import { z } from "zod";
import { noun, replySchema } from "../../../platform/fields/index.ts";
import { serviceContact } from "../contact/contact.fields.ts";
import { ticket } from "../ticket/ticket.fields.ts";
import type { contactsOf, ticketsOf } from "./day.store.ts";
import { reportViews } from "./report.store.ts";

export const Id = z.strictObject({ id: z.uuid() });
export const Day = z.strictObject({ day: z.iso.date() });
const time = z.iso.datetime().nullable();
const words = z.string().nullable();

type ContactRow = Awaited<ReturnType<typeof contactsOf>>[number];
/** What a report shows of a contact, masked as the contact is. */
const reportContact = noun<ContactRow>()("serviceContact", serviceContact.label, {
  customerId: serviceContact.fields.customerId,
  id: serviceContact.fields.id,
  channel: serviceContact.fields.channel,
  direction: serviceContact.fields.direction,
  state: serviceContact.fields.state,
  at: serviceContact.fields.at,
  seconds: serviceContact.fields.seconds,
  subject: serviceContact.fields.subject,
  ticketId: serviceContact.fields.ticketId,
});
const customerName = z.string().nullable().describe("As the reader may see it");
const ReportContact = replySchema(reportContact, "ReportContact", { customerName });

type TicketRow = Omit<Awaited<ReturnType<typeof ticketsOf>>[number], "worked" | "mine">;
const reportTicket = noun<TicketRow>()("ticket", ticket.label, {
  customerId: ticket.fields.customerId,
  id: ticket.fields.id,
  number: ticket.fields.number,
  kind: ticket.fields.kind,
  subject: ticket.fields.subject,
  state: ticket.fields.state,
  dueAt: ticket.fields.dueAt,
});
const ReportTicket = replySchema(reportTicket, "ReportTicket", {
  customerName,
  worked: z.boolean().describe("Written on that day"),
  mine: z.boolean().describe("In the hands of the author"),
});

const DayFigures = z
  .object({
    contacts: z.array(z.object({ channel: z.string(), count: z.number(), seconds: z.number() })),
    ticketsOpened: z.number(),
    ticketsWorked: z.number(),
    ticketsSolved: z.number(),
    callbacks: z.number(),
    reached: z.number(),
    openTickets: z.number(),
    lateTickets: z.number(),
  })
  .meta({ id: "ReportFigures" });

const Matter = z
  .object({
    reportId: z.uuid(),
    id: z.uuid(),
    matter: z.string(),
    ticketId: z.uuid().nullable(),
    ticketNumber: words,
    ownerId: z.uuid().nullable(),
    ownerName: words,
    dueOn: z.iso.date().nullable(),
    doneAt: time,
    doneByName: words,
  })
  .meta({ id: "ReportMatter" });

export const OpenMatter = Matter.extend({ day: z.iso.date(), staffName: z.string() }).meta({ id: "OpenReportMatter" });

const line = {
  id: z.uuid(),
  staffId: z.uuid(),
  staffName: z.string(),
  departmentId: z.uuid().nullable(),
  day: z.iso.date(),
  state: z.enum(["open", "filed"]) as z.ZodType<string>,
  raised: words.describe("What customers raised repeatedly"),
  plan: words.describe("Plan for the next day"),
  remarks: words,
  figures: DayFigures.nullable().describe("As they stood when it was filed"),
  dueAt: time,
  filedAt: time,
  readingDueAt: time,
  readAt: time,
  readByName: words,
  version: z.number(),
};
export const ReportLine = z.object(line).meta({ id: "WorkReportLine" });

export const WorkReport = z
  .object({
    ...line,
    matters: z.array(Matter),
    comments: z.array(
      z.object({
        id: z.uuid(),
        body: z.string(),
        authorId: z.uuid().nullable(),
        authorName: z.string(),
        at: z.iso.datetime(),
      }),
    ),
    readings: z.array(z.object({ staffId: z.uuid(), staffName: z.string(), at: z.iso.datetime() })),
    contacts: z.array(ReportContact),
    tickets: z.array(ReportTicket),
  })
  .meta({ id: "WorkReport" });

export const ReportDay = z
  .object({
    report: WorkReport.nullable().describe("null: nothing written yet"),
    figures: DayFigures,
    contacts: z.array(ReportContact),
    tickets: z.array(ReportTicket),
    carried: z.array(OpenMatter).describe("Open matters of earlier reports"),
    given: z.array(OpenMatter).describe("Open matters that the author owns"),
  })
  .meta({ id: "WorkReportDay" });

const optional = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((text) => text || null);

export const WrittenReport = z
  .strictObject({
    version: z.number().int().min(0).describe("The version that was seen; 0: none yet"),
    raised: optional(3_000),
    plan: optional(3_000),
    remarks: optional(3_000),
    matters: z
      .array(
        z.strictObject({
          matter: z.string().trim().min(2).max(500),
          ticketNumber: z.string().trim().max(30).nullish(),
        }),
      )
      .max(30)
      .default([]),
  })
  .meta({ id: "WrittenReport" });

export const Reading = z
  .strictObject({
    comment: optional(2_000),
    owners: z
      .array(z.strictObject({ id: z.uuid(), ownerId: z.uuid(), dueOn: z.iso.date().nullish() }))
      .max(30)
      .default([]),
  })
  .meta({ id: "ReportReading" });

export const Counts = z.record(z.enum(reportViews), z.number()).meta({ id: "ReportCounts" });
