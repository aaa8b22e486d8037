import { z } from "zod";
import type { ChatRow } from "./chat.store.ts";
import type { MessageRow } from "./message.store.ts";

/** A chat as its visitor sees it. */
export const VisitorChat = z
  .object({
    id: z.uuid(),
    state: z.enum(["waiting", "active", "closed"]),
    outcome: z.enum(["message", "other"]).nullable(),
    place: z.number().int().nullable().describe("Place in the queue while it waits"),
    agent: z.string().nullable(),
    isAnswered: z.boolean(),
    hasContact: z.boolean().describe("A phone or e-mail was left, or the visitor is signed in"),
    lastNumber: z.number().int(),
    staffRead: z.number().int().describe("How far the agent has read"),
    rating: z.number().int().nullable(),
  })
  .meta({ id: "VisitorChat" });

export const VisitorMessage = z
  .object({
    id: z.uuid(),
    number: z.number().int(),
    side: z.enum(["visitor", "staff", "program"]),
    kind: z.enum(["text", "file", "notice"]),
    body: z.string().describe("Plain text, or the word of a notice; never markup"),
    clientId: z.string().nullable(),
    agent: z.string().nullable(),
    mediaType: z.string().nullable(),
    size: z.number().nullable(),
    at: z.iso.datetime(),
  })
  .meta({ id: "VisitorMessage" });

export const chatAsSeen = (chat: ChatRow, place: number | null): z.infer<typeof VisitorChat> => ({
  id: chat.id,
  state: chat.state as "waiting",
  outcome: chat.outcome === null ? null : chat.outcome === "message" ? "message" : "other",
  place: chat.state === "waiting" ? place : null,
  agent: chat.state === "active" ? chat.staffName : null,
  isAnswered: chat.answeredAt !== null,
  hasContact: chat.counterpart !== null || chat.sessionId !== null,
  lastNumber: chat.lastNumber,
  staffRead: chat.staffRead,
  rating: chat.rating,
});

/** Without what staff note among themselves. */
export const messagesAsSeen = (rows: readonly MessageRow[]): z.infer<typeof VisitorMessage>[] =>
  rows
    .filter((row) => row.kind !== "note")
    .map((row) => ({
      id: row.id,
      number: row.number,
      side: row.side as "visitor",
      kind: row.kind as "text",
      body: row.body,
      clientId: row.side === "visitor" ? row.clientId : null,
      agent: row.staffName,
      mediaType: row.mediaType,
      size: row.fileSize,
      at: row.at,
    }));
