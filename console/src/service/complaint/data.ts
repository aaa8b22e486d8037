import { useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../../api.ts";
import type { TextKey } from "../../texts/index.ts";
import type { Tone } from "../../parts/Tag.tsx";

export type ComplaintFile = Schema<"ComplaintFile">;
export type Compensation = Schema<"Compensation">;
export type Suggestion = NonNullable<Schema<"SuggestionFile">["suggestion"]>;

const at = (id: string) => ({ params: { path: { id } } });

export const useComplaint = (id: string) =>
  useQuery({
    queryKey: ["tickets", id, "complaint"],
    queryFn: () => ask(api.GET("/api/v1/tickets/{id}/complaint", at(id))),
  });

export const useSuggestion = (id: string) =>
  useQuery({
    queryKey: ["tickets", id, "suggestion"],
    queryFn: () => ask(api.GET("/api/v1/tickets/{id}/suggestion", at(id))),
  });

const none: never[] = [];
/** Why complaints arise. */
export function useCauses() {
  const { data } = useQuery({
    queryKey: ["complaint-causes"],
    queryFn: () => ask(api.GET("/api/v1/complaint-causes")),
    staleTime: 5 * 60_000,
  });
  return data?.items ?? none;
}

/** After a step: the ticket with all that hangs on it, the lists, the figures. */
export async function stepDone(id: string): Promise<void> {
  await Promise.all(
    [["tickets", id], ["ticket"], ["obligations"], ["improvements"], ["compensations"], ["approvals"]].map((queryKey) =>
      queries.invalidateQueries({ queryKey }),
    ),
  );
}

export const faults: Readonly<Record<string, { label: TextKey; tone: Tone }>> = {
  yes: { label: "complaints.faultYes", tone: "bad" },
  partly: { label: "complaints.faultPartly", tone: "warn" },
  no: { label: "complaints.faultNo", tone: "plain" },
};
export const losses: Readonly<Record<string, TextKey>> = {
  outage: "complaints.lossOutage",
  property: "complaints.lossProperty",
  inconvenience: "complaints.lossInconvenience",
};
export const ways: Readonly<Record<string, TextKey>> = {
  credit: "complaints.wayCredit",
  cash: "complaints.wayCash",
  points: "complaints.wayPoints",
  coupon: "complaints.wayCoupon",
};
export const compensationStates: Readonly<Record<string, { label: TextKey; tone: Tone }>> = {
  proposed: { label: "complaints.stateProposed", tone: "warn" },
  instructed: { label: "complaints.stateInstructed", tone: "accent" },
  carried_out: { label: "complaints.stateCarried", tone: "good" },
  cancelled: { label: "complaints.stateCancelled", tone: "plain" },
};
export const tellingWays: Readonly<Record<string, TextKey>> = {
  preferred: "complaints.wayPreferred",
  email: "complaints.wayEmail",
  sms: "complaints.waySms",
  phone: "complaints.wayPhone",
  visit: "complaints.wayVisit",
};
export const checks: Readonly<Record<string, TextKey>> = {
  facts: "complaints.checkFacts",
  conclusion: "complaints.checkConclusion",
  measures: "complaints.checkMeasures",
  compensation: "complaints.checkCompensation",
  words: "complaints.checkWords",
};

/** Yuan as people type them to fen as digits. */
export const fenOf = (yuan: number): string => String(Math.round(yuan * 100));
