/** The one source of the present; tests and the demo bring their own. */
export type Clock = { readonly now: () => Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is set. */
export function fixedClock(start: string): Clock & { set: (to: string) => void; advance: (ms: number) => void } {
  let at = new Date(start);
  return {
    now: () => new Date(at),
    set: (to) => (at = new Date(to)),
    advance: (ms) => (at = new Date(at.getTime() + ms)),
  };
}
