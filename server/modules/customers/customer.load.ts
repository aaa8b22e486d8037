import type { Context } from "../../platform/context.ts";
import { conflict, notFound } from "../../platform/errors.ts";
import { sees } from "./customer.access.ts";
import { type CustomerRow, findCustomer } from "./customer.store.ts";

const noCustomer = () => notFound({ zh: "客户", en: "customer" });

/** The customer, if this actor may know of it. @throws AppError platform.not_found (404) else, so that nobody can probe */
export async function loadCustomer(ctx: Context, id: string): Promise<CustomerRow> {
  const row = await findCustomer(ctx, id);
  if (!row || !sees(ctx.actor, row)) throw noCustomer();
  return row;
}

/** @throws AppError customers.erased (409): with nobody, nothing can be done */
export function demandRemembered({ state }: { readonly state: string }): void {
  if (state === "erased")
    throw conflict("customers.erased", {
      zh: "该客户的个人信息已删除。",
      en: "This customer's personal information was erased.",
    });
}

/**
 * The same for an erasure.
 * @throws AppError customers.merged (409) naming the survivor, customers.erased (409)
 */
export async function loadErasable(ctx: Context, id: string): Promise<CustomerRow> {
  const row = await loadCustomer(ctx, id);
  if (row.state === "merged")
    throw conflict(
      "customers.merged",
      {
        zh: "该客户已并入另一位客户，请到保留的客户上操作。",
        en: "This customer was merged into another; work on the one that stays.",
      },
      { survivorId: row.mergedInto },
    );
  demandRemembered(row);
  return row;
}

/**
 * The same for a change.
 * @throws AppError customers.merged (409) naming the survivor, customers.erased (409), customers.closed (409)
 */
export async function loadChangeable(ctx: Context, id: string): Promise<CustomerRow> {
  const row = await loadErasable(ctx, id);
  if (row.state === "closed")
    throw conflict("customers.closed", {
      zh: "该客户已销户，不能再修改。",
      en: "This customer is closed and cannot be changed.",
    });
  return row;
}
