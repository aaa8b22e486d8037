import { useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../api.ts";
import type { Tone } from "../parts/Tag.tsx";

export type Policy = Schema<"Policy">;
export type Head = Schema<"PolicyVersionHead">;
export type Version = Schema<"PolicyVersion">;
export type Clause = Schema<"ClauseView">;
export type Bound = Clause["controls"][number];
export type Parameter = Bound["parameters"][number];
export type PolicyProblem = Schema<"PolicyProblem">;
export type Control = Schema<"Control">;
export type Changes = Schema<"PolicyVersionChanges">;
export type Table = NonNullable<Bound["table"]>;

export const tones: Record<Head["state"], Tone> = {
  draft: "accent",
  review: "warn",
  approved: "good",
  in_force: "good",
  replaced: "plain",
  withdrawn: "plain",
};

export const usePolicies = () =>
  useQuery({ queryKey: ["policies", "list"], queryFn: () => ask(api.GET("/api/v1/policies")) });

export const usePolicy = (code: string | undefined) =>
  useQuery({
    queryKey: ["policies", "one", code],
    queryFn: () => ask(api.GET("/api/v1/policies/{code}", { params: { path: { code: code! } } })),
    enabled: code !== undefined,
  });

export const useVersion = (id: string | undefined) =>
  useQuery({
    queryKey: ["policies", "version", id],
    queryFn: () => ask(api.GET("/api/v1/policy-versions/{id}", { params: { path: { id: id! } } })),
    enabled: id !== undefined,
  });

/** The controls on offer, by their key. */
export function useControls(): ReadonlyMap<string, Control> | undefined {
  return useQuery({
    queryKey: ["controls"],
    queryFn: () => ask(api.GET("/api/v1/controls")),
    staleTime: 5 * 60_000,
    select: ({ items }) => new Map(items.map((one) => [one.key, one])),
  }).data;
}

/** After a change: lists, versions and what is in force are read anew. */
export async function policiesChanged(): Promise<void> {
  void queries.invalidateQueries({ queryKey: ["controls"] });
  await queries.invalidateQueries({ queryKey: ["policies"] });
}

/** The version that a document's page opens with. */
export const firstVersion = (policy: Schema<"PolicyWithVersions">): Head | undefined =>
  policy.inForce ?? policy.pending[0] ?? policy.versions[0];

export const clausesOf = (version: Pick<Version, "chapters">): Clause[] =>
  version.chapters.flatMap((chapter) => chapter.clauses);
