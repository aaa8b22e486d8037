import { z } from "zod";
import type { Field, Noun } from "../../../platform/fields/index.ts";
import { ticket } from "./ticket.fields.ts";

/** Lists that everybody has, of whatever is not closed; `all` has the archive too. */
const queues = {
  mine: { zh: "我的", en: "Mine" },
  department: { zh: "本部门", en: "My department" },
  unassigned: { zh: "未分派", en: "Unassigned" },
  watched: { zh: "关注的", en: "Watched" },
  mentioned: { zh: "提到我的", en: "Mentioning me" },
  all: { zh: "全部", en: "All" },
} as const;
export type Queue = keyof typeof queues;

/** A clock is soon late when so little is left: time enough to do something about it. */
export const soonHours = 2;
const dues = {
  late: { zh: "已超时", en: "Late" },
  soon: { zh: `${soonHours} 小时内到期`, en: `Due within ${soonHours} hours` },
} as const;
export type Due = keyof typeof dues;

const choice = (zh: string, en: string, choices: NonNullable<Field["choices"]>): Field => ({
  schema: z.string().nullable(),
  label: { zh, en },
  group: "basic",
  origin: "system",
  choices,
  filter: "choice",
});

/** A ticket as lists look for it: besides its own fields by queue, by the clocks that run for it,
 * and by the cause that was found of a complaint (T5.2.5). */
export const ticketSought: Noun = {
  ...ticket,
  fields: {
    ...ticket.fields,
    queue: choice("队列", "Queue", queues),
    due: choice("时限", "Time left", dues),
    // By the key of its control: other rooms of the desk start clocks for tickets too.
    clock: {
      schema: z.string().nullable(),
      label: { zh: "计时项目", en: "Clock" },
      group: "basic",
      origin: "system",
      filter: "exact",
    },
    cause: {
      schema: z.string().nullable(),
      label: { zh: "投诉原因", en: "Cause" },
      group: "basic",
      origin: "system",
      filter: "exact",
    },
  },
};
