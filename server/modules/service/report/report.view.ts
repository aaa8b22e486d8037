import type { Context } from "../../../platform/context.ts";
import { namesOfCustomers } from "../../customers/index.ts";
import { spanOf } from "../day.ts";
import { contactsOf, figuresOf, ticketsOf } from "./day.store.ts";
import { mattersOf, openMatters } from "./matter.store.ts";
import { demandReport } from "./read.actions.ts";
import { commentsOf, readingsOf } from "./reading.store.ts";
import { reportOfDay, type ReportRow } from "./report.store.ts";

/** A report with what happened on its day; a filed one keeps its figures, an open one has those of this moment. */
export const viewOf = async (ctx: Context, id: string) => presented(ctx, await demandReport(ctx, id));

async function presented(ctx: Context, report: ReportRow) {
  const [matters, comments, readings] = [
    await mattersOf(ctx.tx, report.id),
    await commentsOf(ctx.tx, report.id),
    await readingsOf(ctx.tx, report.id),
  ];
  return { ...report, matters, comments, readings, ...(await happened(ctx, report.staffId, report.day)) };
}

/** The actor's own day: what was written of it and what happened on it. */
export async function dayView(ctx: Context, day: string) {
  const staffId = ctx.actor.id!;
  const report = await reportOfDay(ctx.tx, staffId, day);
  return {
    report: report ? await presented(ctx, report) : null,
    figures: report?.figures ?? (await figuresOf(ctx, staffId, spanOf(day))),
    ...(await happened(ctx, staffId, day)),
    carried: await openMatters(ctx, { author: staffId, before: day }),
    given: await openMatters(ctx, { owner: staffId }),
  };
}

async function happened(ctx: Context, staffId: string, day: string) {
  const span = spanOf(day);
  const [contacts, tickets] = [await contactsOf(ctx.tx, staffId, span), await ticketsOf(ctx.tx, staffId, span)];
  const names = await namesOfCustomers(
    ctx,
    [...contacts, ...tickets].map((one) => one.customerId),
  );
  const named = <R extends { customerId: string }>(row: R) => ({
    ...row,
    customerName: names.get(row.customerId) ?? null,
  });
  return { contacts: contacts.map(named), tickets: tickets.map(named) };
}
