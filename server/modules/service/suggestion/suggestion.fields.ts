import { z } from "zod";
import { noun, replySchema } from "../../../platform/fields/index.ts";
import type { SuggestionRow } from "./suggestion.store.ts";

const basic = { group: "basic", origin: "system" } as const;
const reference = (zh: string, en: string) =>
  ({ schema: z.uuid().nullable(), label: { zh, en }, ...basic, kind: "reference" }) as const;
const name = (zh: string, en: string) => ({ schema: z.string().nullable(), label: { zh, en }, ...basic }) as const;
const instant = (zh: string, en: string) =>
  ({ schema: z.iso.datetime().nullable(), label: { zh, en }, ...basic, kind: "instant" }) as const;
const words = (zh: string, en: string) =>
  ({ schema: z.string().nullable(), label: { zh, en }, group: "handling", origin: "system", kind: "long" }) as const;

/** What is done with a suggestion: masked as the handling of its ticket is. */
const suggestion = noun<SuggestionRow>()(
  "ticket",
  { zh: "建议", en: "suggestion" },
  {
    id: { schema: z.uuid(), label: { zh: "编号", en: "Id" }, ...basic },
    feasibility: words("可行性分析", "Feasibility"),
    departmentId: reference("相关部门", "Department concerned"),
    analysedByName: name("分析人", "Analysed by"),
    analysedAt: instant("分析时间", "Analysed"),
    adopted: { schema: z.boolean().nullable(), label: { zh: "采纳", en: "Adopted" }, ...basic, kind: "flag" },
    reason: words("理由", "Reason"),
    ownerId: reference("落实责任人", "Owner"),
    ownerName: name("责任人姓名", "Owner's name"),
    carryOutBy: {
      schema: z.iso.date().nullable(),
      label: { zh: "落实期限", en: "Carried out by" },
      ...basic,
      kind: "date",
    },
    decidedByName: name("决定人", "Decided by"),
    decidedAt: instant("决定时间", "Decided"),
    toldWay: name("告知方式", "Told by way of"),
    toldWords: words("告知内容", "What was told"),
    toldByName: name("告知人", "Told by"),
    toldAt: instant("告知时间", "Told"),
    carriedOutNote: words("落实情况", "What was done"),
    carriedOutByName: name("落实登记人", "Recorded by"),
    carriedOutAt: instant("落实时间", "Carried out"),
  },
);

export const SuggestionFile = z
  .object({ suggestion: replySchema(suggestion, "Suggestion").nullable() })
  .meta({ id: "SuggestionFile" });
