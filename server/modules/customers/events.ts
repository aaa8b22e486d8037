import type { EventKind } from "../../platform/events.ts";

export const events: readonly EventKind[] = [{ kind: "customers.customer.created", text: { zh: "录入客户", en: "Customer entered" } }];
