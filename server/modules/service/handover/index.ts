import type { Part } from "../part.ts";
import { handoverControls } from "./handover.controls.ts";
import { handover } from "./handover.fields.ts";
import { handoverRoutes } from "./handovers.http.ts";

export const handoverPart: Part = {
  nouns: [handover],
  events: [
    {
      kind: "service.handover.given",
      text: { zh: "移交给{department}，待确认", en: "Handed over to {department}, to be acknowledged" },
    },
    { kind: "service.handover.acknowledged", text: { zh: "接收{from}的移交", en: "Taken over from {from}" } },
    { kind: "service.handover.returned", text: { zh: "退回{from}的移交", en: "Handover of {from} returned" } },
    { kind: "service.handover.withdrawn", text: { zh: "撤回移交", en: "Handover taken back" } },
  ],
  controls: handoverControls,
  routes: handoverRoutes,
};
