import type { Context, Statement } from "../../../platform/context.ts";
import { conflict, forbidden, invalid, notFound } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { demandWritable } from "../../../platform/fields/index.ts";
import { namesOfCustomers, standingOf } from "../../customers/index.ts";
import { isActiveStaff, staffOf } from "../../identity/index.ts";
import { bindingsOf, fulfil, openObligations, releaseSubject } from "../../policy/index.ts";
import { changedMeanwhile } from "../seen.ts";
import { handoverAcknowledgement } from "./handover.controls.ts";
import { handover } from "./handover.fields.ts";
import {
  answerHandover,
  customersOf,
  findHandover,
  type HandedOver,
  type HandoverRow,
  insertHandover,
  lockHandover,
  receiversFor,
  toActor,
} from "./handover.store.ts";

export type GivenHandover = {
  readonly title: string;
  readonly toDepartmentId: string;
  readonly toStaffId?: string | undefined;
  readonly customers: readonly HandedOver[];
};

/**
 * Hands customers over to a department or a person of it; it is promised that they acknowledge (S2.5).
 * @throws AppError service.invalid (400) for a receiver who is not there, the same customer twice, or one that the actor does not have
 */
export async function giveHandover(ctx: Context, given: GivenHandover): Promise<string> {
  for (const { customerId: _, ...facts } of given.customers) demandWritable(ctx.actor, handover, facts);
  await demandCustomers(ctx, given.customers);
  const to = await receiverOf(ctx, given);
  const me = await staffOf(ctx, ctx.actor.id!);
  const id = await insertHandover(ctx, {
    title: given.title,
    fromDepartmentId: me?.departmentId ?? null,
    toDepartmentId: given.toDepartmentId,
    to,
    dueAt: await dueOf(ctx),
    customers: given.customers,
  });
  await openObligations(ctx, handoverAcknowledgement.key, [
    {
      customerId: promisedUnder(given.customers),
      subjectType: "handover",
      subjectId: id,
      subjectName: given.title,
      departmentId: given.toDepartmentId,
      assigneeId: to?.id ?? null,
    },
  ]);
  await tell(ctx, id, "given", given.customers, { department: await departmentName(ctx, given.toDepartmentId) });
  return id;
}

/** The receiver takes the customers over, or gives the note back with the reason. */
export async function answer(ctx: Context, id: string, version: number, returned?: string): Promise<void> {
  const note = await load(ctx, id, version);
  if (!(await findHandover(ctx.tx, id, toActor(ctx.actor))))
    throw forbidden({ zh: "这份交接单不是交给您的。", en: "This handover was not given to you." }, "service.not_yours");
  const customers = await customersOf(ctx.tx, id);
  await answerHandover(ctx, id, returned ? "returned" : "acknowledged", returned ?? null);
  await fulfil(ctx, handoverAcknowledgement.key, [{ customerId: promisedUnder(customers), subjectId: id }]);
  await tell(ctx, id, returned ? "returned" : "acknowledged", customers, { from: note.fromName });
}

/** The giver takes it back before it is answered. */
export async function withdraw(ctx: Context, id: string, version: number): Promise<void> {
  const note = await load(ctx, id, version);
  if (note.fromStaffId !== ctx.actor.id)
    throw forbidden({ zh: "只有移交人可以撤回。", en: "Only whoever gave it may take it back." }, "service.not_yours");
  const customers = await customersOf(ctx.tx, id);
  await answerHandover(ctx, id, "withdrawn", null);
  await releaseSubject(ctx, { customerId: promisedUnder(customers), subjectId: id }, "移交人撤回 / Taken back");
  await tell(ctx, id, "withdrawn", customers);
}

async function load(ctx: Context, id: string, version: number): Promise<HandoverRow> {
  const note = await lockHandover(ctx, id);
  if (!note) throw noHandover();
  if (note.state !== "open")
    throw conflict("service.answered", { zh: "该交接单已经办结。", en: "This handover is answered already." });
  if (note.version !== version) throw changedMeanwhile(note.version);
  return note;
}

export const noHandover = () => notFound({ zh: "交接单", en: "handover" });

/** One customer's promise stands on their page; that of many stands with the company. */
const promisedUnder = (customers: readonly { customerId: string }[]): string =>
  customers.length === 1 ? customers[0]!.customerId : nobody;

async function demandCustomers(ctx: Context, customers: readonly HandedOver[]): Promise<void> {
  const names = await namesOfCustomers(
    ctx,
    customers.map((one) => one.customerId),
  );
  const merged = new Set<string>();
  for (const { customerId } of customers)
    if ((await standingOf(ctx, customerId))?.state === "merged") merged.add(customerId);
  const problems = customers.flatMap(({ customerId }, at) => {
    const field = `customers.${at}.customerId`;
    if (merged.has(customerId))
      return [{ field, text: { zh: "该客户已并入另一位客户", en: "this customer was merged into another" } }];
    if (!names.has(customerId))
      return [
        {
          field,
          text: { zh: "没有这位客户，或您无权查看", en: "there is no such customer, or they are not yours to see" },
        },
      ];
    return customers.findIndex((one) => one.customerId === customerId) < at
      ? [{ field, text: { zh: "同一客户列了两次", en: "the same customer stands here twice" } }]
      : [];
  });
  if (problems.length) throw invalid(problems, "service.invalid");
}

async function receiverOf(ctx: Context, { toDepartmentId, toStaffId }: GivenHandover) {
  const { departments, people } = await receiversFor(ctx);
  if (!departments.some((one) => one.id === toDepartmentId))
    throw invalid(
      [{ field: "toDepartmentId", text: { zh: "没有这个部门", en: "there is no such department" } }],
      "service.invalid",
    );
  if (!toStaffId) return undefined;
  const to = people.find((one) => one.id === toStaffId);
  if (!to || to.departmentId !== toDepartmentId || !(await isActiveStaff(ctx, toStaffId)))
    throw invalid(
      [
        {
          field: "toStaffId",
          text: { zh: "该部门没有这位可以接收的同事", en: "nobody of that department can receive it under this name" },
        },
      ],
      "service.invalid",
    );
  return to;
}

const due: Statement = { name: "service.handover.due", text: "select platform.due_at($1, $2, $3) as at" };

async function dueOf(ctx: Context): Promise<string | null> {
  const [binding] = await bindingsOf(ctx.services, handoverAcknowledgement.key, ctx.now);
  if (!binding) return null;
  const { calendar, within } = binding.parameters as { calendar: string; within: string };
  return (await ctx.query<{ at: string | null }>(due, [calendar, ctx.now, within]))[0]!.at;
}

const departmentName = async (ctx: Context, id: string): Promise<string> =>
  (await receiversFor(ctx)).departments.find((one) => one.id === id)!.name;

/** On the timeline of each customer. */
const tell = (
  ctx: Context,
  id: string,
  verb: string,
  customers: readonly { customerId: string }[],
  data: object = {},
) =>
  ctx.emit(
    ...customers.map(({ customerId }) => ({
      kind: `service.handover.${verb}`,
      customerId,
      subjectType: "handover",
      subjectId: id,
      data: { ...data },
    })),
  );
