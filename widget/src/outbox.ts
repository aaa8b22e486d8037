export type Outgoing = {
  /** The message's own id: sent twice after a lost answer it is one message. */
  readonly clientId: string;
  readonly text?: string;
  readonly file?: File;
  readonly at: string;
  readonly failed?: string;
};

/** What became of one attempt: done, again after a pause, or refused with the reason. */
export type Attempt = { readonly done: true } | { readonly againMs: number } | { readonly refused: string };

/** What waits to be sent, in order, one at a time; tried until the server has it or refuses it. */
export function openOutbox(send: (one: Outgoing) => Promise<Attempt>, changed: (waiting: readonly Outgoing[]) => void) {
  let waiting: readonly Outgoing[] = [];
  let running = false;
  let wake = () => {};
  const set = (next: readonly Outgoing[]) => {
    waiting = next;
    changed(waiting);
  };

  const run = async () => {
    if (running) return;
    running = true;
    let pauseMs = 1_000;
    for (let one = next(); one; one = next()) {
      const { clientId } = one;
      const attempt = await send(one);
      if ("done" in attempt) {
        set(waiting.filter((other) => other.clientId !== clientId));
        pauseMs = 1_000;
      } else if ("refused" in attempt)
        set(waiting.map((other) => (other.clientId === clientId ? { ...other, failed: attempt.refused } : other)));
      else {
        await new Promise<void>((go) => {
          wake = go;
          setTimeout(go, Math.max(pauseMs, attempt.againMs));
        });
        pauseMs = Math.min(pauseMs * 2, 30_000);
      }
    }
    running = false;
  };
  const next = () => waiting.find((one) => one.failed === undefined);

  return {
    add: (one: Outgoing) => {
      set([...waiting, one]);
      void run();
    },
    /** What an earlier visit of the page left unsent. */
    restore: (ones: readonly Outgoing[]) => {
      set([...ones, ...waiting]);
      void run();
    },
    retry: (clientId: string) => {
      set(
        waiting.map((one) => {
          if (one.clientId !== clientId) return one;
          const { failed: _, ...rest } = one;
          return rest;
        }),
      );
      void run();
    },
    clear: () => set([]),
    hurry: () => wake(),
  };
}
