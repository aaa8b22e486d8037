import type { Selectable } from "kysely";
import { z } from "zod";
import type { DB } from "../../../platform/db.ts";
import { createSchema, noun, replySchema } from "../../../platform/fields/index.ts";

const text = (max: number) => z.string().trim().min(1).max(max);

type Row = Omit<Selectable<DB["service.handoverCustomer"]>, "handoverId" | "place">;

/** What is handed over of one customer (S2.5). */
export const handover = noun<Row>()(
  "handover",
  { zh: "交接单", en: "handover" },
  {
    customerId: { schema: z.uuid(), label: { zh: "客户", en: "Customer" }, group: "basic", origin: "system" },
    situation: {
      schema: text(3_000),
      label: { zh: "客户情况", en: "Situation" },
      group: "content",
      origin: "input",
      kind: "long",
    },
    openMatters: {
      schema: text(3_000).nullable(),
      label: { zh: "未结事项", en: "Open matters" },
      group: "content",
      origin: "input",
      kind: "long",
    },
    promised: {
      schema: text(1_000).nullable(),
      label: { zh: "承诺的时限", en: "Promised dates" },
      group: "content",
      origin: "input",
      kind: "long",
    },
  },
);

const customerName = z.string().nullable().describe("As the reader may see it");
export const HandedCustomer = replySchema(handover, "HandedCustomer", { customerName });
export const GivenCustomer = createSchema(handover, "GivenCustomerBase")
  .extend({ customerId: z.uuid() })
  .meta({ id: "GivenCustomer" });
