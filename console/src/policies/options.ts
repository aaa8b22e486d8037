import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { useText } from "../texts/index.ts";

type Option = { value: string; label: string };

/** The company's roles; without the right to see them none. */
export function useRoleOptions(): Option[] {
  const { pick } = useText();
  const { may } = useMe();
  const roles = useQuery({
    queryKey: ["roles"],
    queryFn: () => ask(api.GET("/api/v1/roles")),
    enabled: may("identity.roles.read"),
    staleTime: 5 * 60_000,
  });
  return (roles.data?.items ?? []).map((role) => ({ value: role.key, label: pick(role.label) }));
}

/** The company's working calendars. */
export function useCalendarOptions(): Option[] {
  const { pick } = useText();
  const calendars = useQuery({
    queryKey: ["calendars"],
    queryFn: () => ask(api.GET("/api/v1/calendars")),
    staleTime: 5 * 60_000,
  });
  return (calendars.data?.items ?? []).map((one) => ({ value: one.name, label: pick(one.definition.label) }));
}
