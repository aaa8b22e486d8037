import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { type App, grant, type Routes } from "../../../platform/http/route.ts";
import { schedule } from "./appointment.actions.ts";
import { complete } from "./completion.actions.ts";
import { readOrder } from "./detail.ts";
import { noteLate } from "./late.actions.ts";
import { arrive, cancel, depart, dispatch, fail } from "./visit.actions.ts";
import { causes, failures } from "./workorder.choices.ts";
import { Materials, workOrder } from "./workorder.fields.ts";
import { Id, keysOf, reason, WorkOrderDetail } from "./workorder.schema.ts";

const { fields } = workOrder;
const nothing = z.strictObject({}).nullish();

const Appointment = z
  .strictObject({
    installerId: z.uuid(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    askedBy: z.enum(["us", "customer"]).default("us").describe("Whose wish this time is"),
    reason: reason.optional().describe("Why it moves or will be late; the customer is told"),
  })
  .meta({ id: "WorkOrderAppointment" });
const Completion = z
  .strictObject({
    testPassed: z.boolean().nullable().default(null),
    testNote: fields.testNote.schema.optional(),
    cause: keysOf(causes).nullable().optional().describe("Of a repair"),
    workNote: fields.workNote.schema.optional(),
    materials: Materials.default([]),
    signatureRefusal: fields.signatureRefusal.schema.optional().describe("Why the customer did not sign"),
  })
  .meta({ id: "WorkOrderCompletion" });
const Failed = z.strictObject({ reasonKind: keysOf(failures), reason }).meta({ id: "WorkOrderFailure" });
const LateNotice = z
  .strictObject({ reason, until: z.iso.datetime().optional().describe("The new time that the customer was told") })
  .meta({ id: "WorkOrderLateNotice" });

/** What people do with one order; each step has its own right, schema and event. */
export const moveRoutes: Routes = (app) => {
  step(app, "appointment", "service.orders.dispatch", Appointment, (ctx, id, body) => schedule(ctx, id, body));
  step(app, "dispatch", "service.orders.dispatch", nothing, (ctx, id) => dispatch(ctx, id));
  step(
    app,
    "cancellation",
    "service.orders.dispatch",
    z.strictObject({ reason }).meta({ id: "WorkOrderCancellation" }),
    (ctx, id, body) => cancel(ctx, id, body.reason),
  );
  step(app, "late-notice", "service.orders.dispatch", LateNotice, (ctx, id, body) =>
    noteLate(ctx, id, body.reason, body.until ?? null),
  );
  step(app, "departure", "service.orders.perform", nothing, (ctx, id) => depart(ctx, id));
  step(app, "arrival", "service.orders.perform", nothing, (ctx, id) => arrive(ctx, id));
  step(app, "completion", "service.orders.perform", Completion, (ctx, id, body) => complete(ctx, id, body));
  step(app, "failure", "service.orders.perform", Failed, (ctx, id, body) =>
    fail(ctx, id, body.reasonKind, body.reason),
  );
};

/** `POST /work-orders/:id/<name>` answers the order as it is then. */
function step<B extends z.ZodType>(
  app: App,
  name: string,
  permission: string,
  body: B,
  work: (ctx: Context, id: string, body: z.output<B>) => Promise<unknown>,
): void {
  app.post(
    `/api/v1/work-orders/:id/${name}`,
    {
      config: grant(permission),
      schema: { tags: ["work orders"], params: Id, body: body as z.ZodType, response: { 200: WorkOrderDetail } },
    },
    (request) =>
      request.write(async (ctx) => {
        const { id } = request.params;
        await work(ctx, id, request.body as z.output<B>);
        return readOrder(ctx, id);
      }),
  );
}
