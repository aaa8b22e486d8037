import { z } from "zod";

const text = (max: number) => z.string().trim().min(1).max(max);

/** What a switchboard tells of a call. It may tell more: what is not named here is not kept. */
export const CallEvent = z
  .object({
    event: z.enum(["ringing", "answered", "ended", "missed", "recording"]),
    call: text(128).describe("The call's id at the switchboard, the same in all its events"),
    at: z.iso.datetime({ offset: true }).optional().describe("When it happened; now, where it is left out"),
    direction: z.enum(["in", "out"]).default("in"),
    from: z.string().trim().max(60).optional().describe("The customer's number; left out where it is withheld"),
    extension: text(20).optional().describe("Of the agent whose telephone rings or who answered"),
    seconds: z.number().int().min(0).max(86_400).optional().describe("Length of the talk, with `ended`"),
    recording: z
      .url({ protocol: /^https$/ })
      .max(500)
      .optional()
      .describe("Where the recording is; only the link is kept"),
  })
  .meta({ id: "CallEvent" });

export type CallEvent = z.output<typeof CallEvent>;
