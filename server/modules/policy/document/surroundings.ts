import { readCalendars } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { roleLabels } from "../../identity/index.ts";
import { inForceAt, registryIn } from "../installation.ts";
import type { Surroundings } from "./check.ts";
import type { Names } from "../control/parameter.ts";

/** What this installation checks and shows policies against at an instant. */
export async function surroundings(
  ctx: Context,
  at: Date = ctx.now,
): Promise<Surroundings & { readonly names: Names }> {
  const force = await inForceAt(ctx.services, at);
  const contents = (kind: "norm" | "company") => force.filter((one) => one.kind === kind).map((one) => one.content);
  const calendars = await readCalendars(ctx);
  return {
    registry: registryIn(ctx.services),
    norms: contents("norm"),
    companies: contents("company"),
    names: {
      calendars: new Map([...calendars.values()].map((one) => [one.name, one.label])),
      roles: await roleLabels(ctx),
    },
  };
}
