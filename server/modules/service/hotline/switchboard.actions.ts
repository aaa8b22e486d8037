import { randomBytes } from "node:crypto";
import type { Context } from "../../../platform/context.ts";
import { conflict, notFound } from "../../../platform/errors.ts";
import {
  disableSwitchboard,
  findSwitchboard,
  formerContext,
  insertSwitchboard,
  secretContext,
  setSecret,
} from "./switchboard.store.ts";

/** While somebody enters the new secret at the switchboard, the former one still holds. */
const formerHoldsHours = 24;

const newSecret = () => `yzs_${randomBytes(32).toString("base64url")}`;
const event = (id: string, verb: string, name: string) => ({
  kind: `service.switchboard.${verb}`,
  subjectType: "switchboard",
  subjectId: id,
  data: { name },
});

/** A switchboard that may tell us of calls; its secret is answered this once. */
export async function addSwitchboard(ctx: Context, name: string): Promise<{ id: string; secret: string }> {
  const secret = newSecret();
  const id = await insertSwitchboard(ctx, name, ctx.services.vault.seal(secret, secretContext));
  await ctx.emit(event(id, "added", name));
  return { id, secret };
}

/**
 * A new secret, answered this once. `atOnce`: the former one became known to others and holds no longer.
 * @throws AppError platform.not_found (404), service.switchboard_off (409)
 */
export async function rotateSecret(ctx: Context, id: string, atOnce: boolean): Promise<{ id: string; secret: string }> {
  const { vault } = ctx.services;
  const board = await loadSwitchboard(ctx, id);
  if (!board.active)
    throw conflict("service.switchboard_off", {
      zh: "这台交换机已停用，请重新登记一台。",
      en: "This switchboard is switched off; register it anew.",
    });
  const secret = newSecret();
  const until = new Date(ctx.now.getTime() + formerHoldsHours * 3_600_000);
  const former = atOnce
    ? undefined
    : { secret: vault.seal(vault.open(board.secret, secretContext), formerContext), until };
  await setSecret(ctx, id, vault.seal(secret, secretContext), former);
  await ctx.emit(event(id, "rotated", board.name));
  return { id, secret };
}

/** Takes nothing from it any more. @throws AppError platform.not_found (404) */
export async function switchOff(ctx: Context, id: string): Promise<void> {
  const board = await loadSwitchboard(ctx, id);
  if (!board.active) return;
  await disableSwitchboard(ctx, id);
  await ctx.emit(event(id, "disabled", board.name));
}

export async function loadSwitchboard(ctx: Pick<Context, "query">, id: string) {
  const board = await findSwitchboard(ctx, id);
  if (!board) throw notFound({ zh: "交换机", en: "switchboard" });
  return board;
}

/** The secrets that hold at this moment; none of a switchboard that is off or unknown. */
export async function secretsOf(ctx: Pick<Context, "query" | "now" | "services">, id: string): Promise<string[]> {
  const board = await findSwitchboard(ctx, id);
  if (!board?.active) return [];
  const { vault } = ctx.services;
  const former =
    board.formerSecret && board.formerUntil && new Date(board.formerUntil) > ctx.now
      ? [vault.open(board.formerSecret, formerContext)]
      : [];
  return [vault.open(board.secret, secretContext), ...former];
}
