/** What a check needs to know to be given to somebody. */
export type ToScore = { readonly staffId: string; readonly departmentId: string | null };
export type Scorer = {
  readonly id: string;
  readonly name: string;
  readonly departmentId: string | null;
  readonly open: number;
};

/**
 * Who scores what: each check goes to whoever has least in hand, never to the person checked, nor to somebody of that
 * person's department where the clause says so; to others who may score where none of the scorers is left. Undefined
 * where nobody is.
 */
export function giveOut(
  checks: readonly ToScore[],
  scorers: readonly Scorer[],
  otherDepartment: boolean,
  others: readonly Scorer[] = [],
): (Scorer | undefined)[] {
  const load = new Map([...others, ...scorers].map((one) => [one.id, one.open]));
  return checks.map((check) => {
    const may = (one: Scorer) =>
      one.id !== check.staffId && !(otherDepartment && one.departmentId === check.departmentId);
    const first = scorers.filter(may);
    const able = first.length ? first : others.filter(may);
    const [least] = able.toSorted((a, b) => load.get(a.id)! - load.get(b.id)! || (a.id < b.id ? -1 : 1));
    if (least) load.set(least.id, load.get(least.id)! + 1);
    return least;
  });
}
