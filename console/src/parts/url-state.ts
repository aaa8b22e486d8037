import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** The state of a screen that a link shows a colleague too: texts in the address. `undefined` takes one out. */
export function useUrlState() {
  const state = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const navigate = useNavigate();
  const set = useCallback(
    (patch: Record<string, string | undefined>, options: { push?: boolean } = {}) => {
      const next = (before: Record<string, string | undefined>) =>
        Object.fromEntries(
          Object.entries({ ...before, ...patch }).filter(([, value]) => value !== undefined && value !== ""),
        );
      void navigate({ to: ".", search: next as never, replace: !options.push, resetScroll: false });
    },
    [navigate],
  );
  return [state, set] as const;
}
