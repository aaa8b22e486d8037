import type { Context, Statement } from "../../../platform/context.ts";

const insert: Statement = {
  name: "service.contact.insert",
  text: `
    insert into service.contact (customer_id, id, channel, direction, state, at, seconds, subject, content, counterpart, counterpart_kind, counterpart_exact,
                                 staff_id, staff_name, department_id, ticket_id, recording_url, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
};

export type ContactValues = {
  readonly customerId: string;
  readonly id: string;
  readonly channel: string;
  readonly direction: string;
  readonly state: string;
  readonly at: string;
  readonly seconds: number | null;
  readonly subject: string | null;
  readonly content: string | null;
  readonly counterpart: Buffer | null;
  readonly counterpartKind: string | null;
  readonly counterpartExact: Buffer | null;
  readonly staffId: string | null;
  readonly staffName: string | null;
  readonly departmentId: string | null;
  readonly ticketId: string | null;
  readonly recordingUrl: string | null;
};

export const insertContact = (ctx: Context, row: ContactValues) =>
  ctx.query(insert, [
    row.customerId,
    row.id,
    row.channel,
    row.direction,
    row.state,
    row.at,
    row.seconds,
    row.subject,
    row.content,
    row.counterpart,
    row.counterpartKind,
    row.counterpartExact,
    row.staffId,
    row.staffName,
    row.departmentId,
    row.ticketId,
    row.recordingUrl,
    ctx.now,
  ]);
