import { useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../api.ts";

export type Me = Schema<"Me">;

const query = { queryKey: ["me"], queryFn: () => ask(api.GET("/api/v1/me")), staleTime: 60_000, retry: false } as const;

/** Who is signed in; throws where nobody is. */
export const loadMe = (): Promise<Me> => queries.ensureQueryData(query);

/** The person at the screen and what they may do. Only below the frame, where somebody is signed in. */
export function useMe() {
  const me = useQuery(query).data;
  const may = (...grants: string[]): boolean =>
    grants.length === 0 || grants.some((grant) => me?.grants.includes(grant));
  return { me, may };
}
