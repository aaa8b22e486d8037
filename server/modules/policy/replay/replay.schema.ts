import { z } from "zod";
import { Span } from "../compliance/span.ts";
import { MetricFigure } from "../metric/metric.schema.ts";
import type { Replay as ReplayRow } from "./replay.store.ts";

const count = z.number().int();
const Override = z
  .strictObject({
    clause: z.string().max(20),
    control: z.string().max(80),
    parameters: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "ReplayOverride" });
export const NewReplay = z
  .strictObject({ versionId: z.uuid(), ...Span.shape, overrides: z.array(Override).max(50).optional() })
  .meta({ id: "NewReplay" });

const Summary = z.object({
  decisions: z.array(
    z.object({
      control: z.string(),
      at: z.iso.datetime(),
      judged: count,
      changed: count,
      before: z.record(z.string(), count),
      after: z.record(z.string(), count),
      moves: z.array(z.object({ from: z.string().nullable(), to: z.string().nullable(), count })),
    }),
  ),
  obligations: z.array(
    z.object({
      control: z.string(),
      clause: z.string(),
      judged: count,
      lateBefore: count,
      lateAfter: count,
      newlyLate: count,
      noLongerLate: count,
      dropped: count,
    }),
  ),
  metrics: z.object({ before: z.array(MetricFigure), after: z.array(MetricFigure) }),
});

export const Replay = z
  .object({
    id: z.uuid(),
    runId: z.uuid(),
    document: z.string(),
    versionId: z.uuid(),
    versionNumber: count,
    overrides: z.array(Override),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
    done: z.number(),
    total: z.number().nullable(),
    createdByName: z.string(),
    createdAt: z.iso.datetime(),
    summary: Summary.nullable().describe("null until it is done"),
  })
  .meta({ id: "Replay" });

/** A replay for people; its summary once it is done. */
export const present = ({ spanFrom, spanTo, summary, ...rest }: ReplayRow) => ({
  ...rest,
  from: spanFrom,
  to: spanTo,
  summary: "decisions" in summary ? (summary as z.infer<typeof Summary>) : null,
});

export const ReplayChange = z
  .object({
    control: z.string(),
    at: z.iso.datetime(),
    customerId: z.uuid(),
    subjectId: z.uuid(),
    fromValue: z.string().nullable(),
    toValue: z.string().nullable(),
    fromRow: count.nullable(),
    toRow: count.nullable(),
    facts: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "ReplayChange" });

export const ReplayObligation = z
  .object({
    customerId: z.uuid(),
    obligationId: z.uuid(),
    control: z.string(),
    clause: z.string(),
    change: z.enum(["newly_late", "no_longer_late"]),
    openedAt: z.iso.datetime(),
    dueAt: z.iso.datetime().nullable(),
    wouldBeDueAt: z.iso.datetime().nullable(),
    settledAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "ReplayObligation" });
