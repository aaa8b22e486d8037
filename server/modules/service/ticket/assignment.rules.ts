/** One person who may take a ticket, with what they have in hand. */
export type Candidate = {
  readonly staffId: string;
  readonly name: string;
  readonly skills: readonly string[];
  readonly capacity: number;
  readonly open: number;
  /** When they were last given something that is still open. */
  readonly last: string | null;
};

export type Team = { readonly code: string; readonly departmentId: string; readonly candidates: readonly Candidate[] };

export type Choice = {
  readonly team: Team | undefined;
  readonly person: Candidate | undefined;
  /** Why each department was passed over, in order. */
  readonly passed: readonly { readonly code: string; readonly because: "nobody" | "no-skill" | "full" }[];
};

/**
 * Whom a ticket goes to (T5.2.2): the first of the departments with somebody who has the skill and is not full; among
 * them whoever has the smallest share of their capacity in hand, then whoever waited longest. Where all are full or
 * lack the skill the first department keeps it in its queue, without a person.
 */
export function choose(teams: readonly Team[], skill: string | null): Choice {
  const passed: Choice["passed"][number][] = [];
  for (const team of teams) {
    const skilled = team.candidates.filter((one) => !skill || one.skills.includes(skill));
    const free = skilled.filter((one) => one.open < one.capacity);
    if (free.length) return { team, person: [...free].sort(byRoom)[0], passed };
    passed.push({
      code: team.code,
      because: !team.candidates.length ? "nobody" : skilled.length ? "full" : "no-skill",
    });
  }
  return { team: teams[0], person: undefined, passed };
}

const byRoom = (a: Candidate, b: Candidate): number =>
  a.open / a.capacity - b.open / b.capacity ||
  (a.last ? Date.parse(a.last) : 0) - (b.last ? Date.parse(b.last) : 0) ||
  a.staffId.localeCompare(b.staffId);
