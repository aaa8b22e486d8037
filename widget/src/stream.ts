export type StreamEvent = { readonly name: string; readonly data: unknown };

type Ask = (path: string, init: { signal: AbortSignal }) => Promise<Response>;

const firstPauseMs = 1_000;
const slowestPauseMs = 30_000;
/** The server says something every 20 seconds; silence for longer is a connection that died. */
const silenceMs = 50_000;

export type Listening = {
  readonly path: () => string;
  readonly hear: (event: StreamEvent) => void;
  readonly connected: (is: boolean) => void;
  /** The server refused for good (401, 403): nothing more will come. */
  readonly refused: (status: number) => void;
};

/**
 * Server-sent events with headers of one's own, which `EventSource` does not have. Comes back by itself, later and later;
 * `path` is asked each time, so that it goes on after the last that was heard. Answers `stop`, and `hurry` for when the
 * network is back.
 */
export function listen(ask: Ask, { path, hear, connected, refused }: Listening) {
  let over = false;
  let pauseMs = firstPauseMs;
  let abort = new AbortController();
  let wake = () => {};

  const once = async (): Promise<void> => {
    abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => abort.abort(), silenceMs);
    };
    try {
      alive();
      const reply = await ask(path(), { signal: abort.signal });
      if (reply.status === 401 || reply.status === 403) {
        over = true;
        return refused(reply.status);
      }
      if (!reply.ok || !reply.body) return;
      connected(true);
      const reader = reply.body.getReader();
      const decoder = new TextDecoder();
      let text = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done || over) return;
        alive();
        pauseMs = firstPauseMs;
        text += decoder.decode(value, { stream: true });
        const blocks = text.split("\n\n");
        text = blocks.pop()!;
        for (const block of blocks) {
          const of = (name: string) => new RegExp(`^${name}: ?(.*)$`, "m").exec(block)?.[1];
          const data = of("data");
          if (data !== undefined) hear({ name: of("event") ?? "message", data: JSON.parse(data) });
        }
      }
    } catch {
      // Broken off: it comes back.
    } finally {
      clearTimeout(timer);
      connected(false);
    }
  };

  void (async () => {
    while (!over) {
      await once();
      if (over) return;
      await new Promise<void>((go) => {
        wake = go;
        setTimeout(go, pauseMs * (0.75 + Math.random() / 2));
      });
      pauseMs = Math.min(pauseMs * 2, slowestPauseMs);
    }
  })();

  return {
    stop: () => {
      over = true;
      abort.abort();
      wake();
    },
    hurry: () => {
      pauseMs = firstPauseMs;
      wake();
    },
  };
}
