import { z } from "zod";
import { replySchema } from "../../../platform/fields/index.ts";
import { Text } from "../../../platform/text.schema.ts";
import { Address, Contact } from "../../customers/index.ts";
import { failures, visitStates } from "./workorder.choices.ts";
import { workOrder } from "./workorder.fields.ts";

export const Id = z.strictObject({ id: z.uuid() });
export const reason = z.string().trim().min(2).max(500);
export const keysOf = <T extends Record<string, unknown>>(choices: T) =>
  z.enum(Object.keys(choices) as [keyof T & string, ...(keyof T & string)[]]);

const customerName = z.string().nullable().describe("As the reader may see it");
export const WorkOrder = replySchema(workOrder, "WorkOrder", { customerName });

const conflicts = z
  .array(z.enum(["absent", "outside", "skill", "area", "late"]))
  .describe(
    "What does not fit: the installer is absent, works other hours, lacks the skill, goes elsewhere; it is after the promise",
  );
export const BoardOrder = replySchema(workOrder, "BoardOrder", { customerName, conflicts });

const instant = z.iso.datetime().nullable();
const Visit = z
  .object({
    id: z.uuid(),
    number: z.number(),
    state: keysOf(visitStates),
    installerId: z.uuid(),
    installerName: z.string(),
    windowFrom: z.iso.datetime(),
    windowTo: z.iso.datetime(),
    askedBy: z.enum(["us", "customer"]),
    scheduledAt: z.iso.datetime(),
    scheduledByName: z.string(),
    dispatchedAt: instant,
    departedAt: instant,
    arrivedAt: instant,
    endedAt: instant,
    reasonKind: keysOf(failures).nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: "Visit" });

const WorkStep = z
  .object({
    id: z.uuid(),
    position: z.number(),
    label: Text,
    photo: z.boolean().describe("A photo is asked for"),
    active: z.boolean(),
    doneAt: instant,
    doneByName: z.string().nullable(),
    photos: z.number(),
  })
  .meta({ id: "WorkStep" });

const WorkPhoto = z
  .object({
    id: z.uuid(),
    visitId: z.uuid().nullable(),
    stepId: z.uuid().nullable(),
    mediaType: z.string(),
    takenByName: z.string(),
    takenAt: z.iso.datetime(),
  })
  .meta({ id: "WorkPhoto" });

const OrderPromise = z
  .object({
    id: z.uuid(),
    label: Text,
    clause: z.string(),
    state: z.enum(["open", "met", "breached", "waived"]),
    openedAt: z.iso.datetime(),
    dueAt: instant,
    pausedSince: instant,
    settledAt: instant,
  })
  .meta({ id: "WorkOrderPromise" });

export const WorkOrderDetail = replySchema(workOrder, "WorkOrderDetail", {
  customerName,
  address: Address.nullable(),
  phone: Contact.nullable(),
  goings: z.array(Visit).describe("Every appointment, in order"),
  steps: z.array(WorkStep),
  photos: z.array(WorkPhoto),
  promises: z.array(OrderPromise),
});

export const Installer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    departmentId: z.uuid(),
    calendar: z.string().nullable().describe("Working hours of their own; null for those of the clause"),
    areas: z.array(z.string()).describe("Divisions of GB/T 2260 with all below them; none means everywhere"),
    skills: z.array(z.string()),
  })
  .meta({ id: "Installer" });

export const Absence = z
  .object({ id: z.uuid(), staffId: z.uuid(), from: z.iso.datetime(), to: z.iso.datetime(), reason: z.string() })
  .meta({ id: "Absence" });
