import { useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../api.ts";
import type { Tone } from "../parts/Tag.tsx";
import { useControls } from "../policies/data.ts";
import { useText } from "../texts/index.ts";

export type Replay = Schema<"Replay">;
export type Summary = NonNullable<Replay["summary"]>;
export type DecisionSummary = Summary["decisions"][number];

export const tones: Record<Replay["state"], Tone> = {
  queued: "plain",
  running: "accent",
  done: "good",
  failed: "bad",
  cancelled: "plain",
};

export const isMoving = (replay: Pick<Replay, "state">): boolean =>
  replay.state === "queued" || replay.state === "running";

/** One replay, followed until it ends. */
export const useReplay = (id: string) =>
  useQuery({
    queryKey: ["replays", id],
    queryFn: () => ask(api.GET("/api/v1/replays/{id}", { params: { path: { id } } })),
    refetchInterval: (asked) => (asked.state.data && isMoving(asked.state.data) ? 1_000 : false),
  });

export const replaysChanged = () => queries.invalidateQueries({ queryKey: ["replays"] });

/** Labels of controls and of the values that decisions give. */
export function useControlWords() {
  const { t, pick } = useText();
  const controls = useControls();
  return {
    label: (key: string) => pick(controls?.get(key)?.label) || key,
    parameter: (key: string, name: string) =>
      pick(controls?.get(key)?.parameters.find((one) => one.name === name)?.label) || name,
    /** The values that a decision can give, in their own order. */
    values: (key: string): string[] => Object.keys(controls?.get(key)?.outcome?.values ?? {}),
    value: (key: string, value: string | null) => {
      const choice = value && controls?.get(key)?.outcome?.values?.[value];
      if (choice) return pick(choice);
      if (value === "true" || value === "false") return t(value === "true" ? "parts.yes" : "parts.no");
      return value || t("replay.noValue");
    },
  };
}
