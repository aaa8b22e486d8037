import { useQuery } from "@tanstack/react-query";
import { api, ask, type Schema } from "../api.ts";
import { companyTime } from "../parts/clock.ts";
import { useRoleNames } from "../staff/people.tsx";
import { type TextKey, useText } from "../texts/index.ts";

export type AuditEvent = Schema<"Event">;

export const groups: Record<string, TextKey> = {
  identity: "audit.groupIdentity",
  policy: "audit.groupPolicy",
  customers: "audit.groupCustomers",
  supervision: "audit.groupSupervision",
  platform: "audit.groupPlatform",
};

export const useKinds = () =>
  useQuery({
    queryKey: ["event-kinds"],
    queryFn: () => ask(api.GET("/api/v1/event-kinds")),
    staleTime: Infinity,
  }).data?.items;

/** An event as a sentence: its text with its data in place, lists joined, role keys by their names. */
export function useSayEvent(): (event: Pick<AuditEvent, "text" | "data" | "kind">) => string {
  const { pick, language } = useText();
  const { roles } = useRoleNames();
  const comma = language === "zh" ? "、" : ", ";
  const word = (value: unknown): string => {
    if (value === null || value === undefined || value === "") return "—";
    if (Array.isArray(value)) return value.length ? value.map(word).join(comma) : "—";
    if (typeof value === "object") return JSON.stringify(value);
    const role = roles.find((one) => one.key === value);
    if (role) return pick(role.label);
    const text = String(value);
    return /^\d{4}-\d\d-\d\dT/.test(text) ? companyTime(text).format("YYYY-MM-DD HH:mm") : text;
  };
  return ({ text, data }) =>
    pick(
      text,
      Object.fromEntries(Object.entries(data as Record<string, unknown>).map(([key, value]) => [key, word(value)])),
    );
}
