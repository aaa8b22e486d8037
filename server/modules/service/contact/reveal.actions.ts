import type { Context } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors.ts";
import { canReveal, fieldGrant, seesClear } from "../../../platform/fields/index.ts";
import { fieldAccess } from "../../customers/index.ts";
import { askGuard } from "../../policy/index.ts";
import { loadContact } from "./contact.access.ts";
import { serviceContact } from "./contact.fields.ts";

const field = serviceContact.fields.counterpart;

/**
 * Shows the number or address of a contact in clear, once, for a stated reason (B3.2.2, E3.5.1). The reading stands on
 * the customer's timeline with its reason; the value does not.
 * @throws AppError fields.not_revealable (403)
 */
export async function revealCounterpart(ctx: Context, id: string, reason: string): Promise<{ value: string | null }> {
  const contact = await loadContact(ctx, id);
  if (!canReveal(ctx.actor, serviceContact, field) && !seesClear(ctx.actor, serviceContact, field))
    throw new AppError("fields.not_revealable", 403, {
      text: { zh: "您的岗位不能查看「{label}」的完整内容。", en: "Your role may not see this field in clear." },
      values: { label: field.label.zh },
    });
  const subject = { customerId: contact.customerId, subjectType: "service_contact", subjectId: id };
  await askGuard(ctx, fieldAccess, {
    ...subject,
    facts: { roles: ctx.actor.roles, right: fieldGrant(serviceContact, field.group, "reveal") },
  });
  await ctx.emit({
    kind: "customers.field.revealed",
    ...subject,
    data: { noun: serviceContact.name, fields: ["counterpart"], reason },
  });
  return { value: contact.counterpart && ctx.services.vault.open(contact.counterpart, field.sealed!) };
}
