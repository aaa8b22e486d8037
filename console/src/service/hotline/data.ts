import { useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../../api.ts";
import { useMe } from "../../frame/me.ts";

export type Switchboard = Schema<"Switchboard">;
export type Secret = Schema<"SwitchboardSecret">;

const mine = ["hotline", "mine"] as const;

/** The telephone at which this person sits, and their calls. */
export function useMyHotline() {
  const { may } = useMe();
  return useQuery({
    queryKey: mine,
    queryFn: () => ask(api.GET("/api/v1/hotline/mine")),
    enabled: may("service.hotline"),
  });
}

export const callsChanged = () => queries.invalidateQueries({ queryKey: mine });
export const hotlineChanged = () => queries.invalidateQueries({ queryKey: ["hotline"] });
