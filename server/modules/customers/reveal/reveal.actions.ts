import type { Context } from "../../../platform/context.ts";
import { AppError, invalid, notFound } from "../../../platform/errors.ts";
import { canReveal, fieldGrant, type Noun, seesClear } from "../../../platform/fields/index.ts";
import { fieldAccess } from "../access/field-access.controls.ts";
import { askGuard } from "../../policy/index.ts";
import { customer } from "../customer.fields.ts";
import { loadCustomer } from "../customer.load.ts";
import { recordKinds } from "../record/kinds.ts";
import { findRecord } from "../record/record.store.ts";

export type Reveal = { noun: string; id?: string | undefined; field: string; reason: string };

const kinds = new Map(Object.values(recordKinds).map((kind) => [kind.noun.name, kind]));

/**
 * Shows one masked value in clear, once, for a stated reason (B3.2.2, E3.5.1). The reading is on the customer's
 * timeline with its reason; the value is not. `load` says whose customers an actor may ask for.
 * @throws AppError fields.not_revealable (403)
 */
export async function revealField(
  ctx: Context,
  customerId: string,
  asked: Reveal,
  load: typeof loadCustomer = loadCustomer,
): Promise<{ value: string | null }> {
  const row = await load(ctx, customerId);
  const kind = kinds.get(asked.noun);
  const noun: Noun | undefined = asked.noun === customer.name ? customer : kind?.noun;
  const field = noun?.fields[asked.field];
  if (!noun || !field)
    throw invalid([
      {
        field: "field",
        text: {
          zh: `没有「${asked.noun}.${asked.field}」这个字段`,
          en: `there is no field "${asked.noun}.${asked.field}"`,
        },
      },
    ]);
  if (!field.mask || !(canReveal(ctx.actor, noun, field) || seesClear(ctx.actor, noun, field)))
    throw new AppError("fields.not_revealable", 403, {
      text: { zh: "您的岗位不能查看「{label}」的完整内容。", en: "Your role may not see this field in clear." },
      values: { label: field.label.zh },
    });
  const subject = { customerId, subjectType: noun.name, subjectId: asked.id ?? customerId };
  await askGuard(ctx, fieldAccess, {
    ...subject,
    facts: { roles: ctx.actor.roles, right: fieldGrant(noun, field.group, "reveal") },
  });
  const held = kind ? asked.id && (await findRecord(ctx, kind, customerId, asked.id)) : row;
  if (!held) throw notFound(noun.label);
  const stored: unknown = held[asked.field];
  const value =
    stored == null
      ? null
      : field.sealed && Buffer.isBuffer(stored)
        ? ctx.services.vault.open(stored, field.sealed)
        : String(stored);
  await ctx.emit({
    kind: "customers.field.revealed",
    ...subject,
    data: { noun: noun.name, fields: [asked.field], reason: asked.reason },
  });
  return { value };
}
