/** What the server tells: what happened on a topic, with ids; `resync` where something may have been missed. */
export type LiveMessage = { readonly topic: string; readonly type: string; readonly [key: string]: unknown };
export type Handler = (message: LiveMessage) => void;

type Source = Pick<EventSource, "close" | "addEventListener" | "readyState">;
type World = {
  readonly open: (url: string) => Source;
  readonly isHidden: () => boolean;
  readonly onVisibility: (changed: () => void) => void;
};

const gatherMs = 30;
/** A tab that nobody sees gives its connection back: a browser has only six for one host. */
const hiddenMs = 15_000;
const firstRetryMs = 3_000;
const slowestRetryMs = 60_000;

/** One stream of events for the whole tab, whatever its parts listen to. */
export function openLive(world: World) {
  const handlers = new Map<string, Set<Handler>>();
  let background = 0;
  let source: Source | undefined;
  let asked = new Set<string>();
  /** Topics whose listeners began after the last `ready`: what happened before is unknown to them. */
  const fresh = new Set<string>();
  let ready = false;
  let last = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let retryMs = firstRetryMs;

  const tell = (message: LiveMessage) => {
    for (const handle of handlers.get(message.topic) ?? []) handle(message);
  };
  const resync = (topics: Iterable<string>) => {
    for (const topic of topics) tell({ topic, type: "resync" });
  };
  const close = () => {
    source?.close();
    source = undefined;
  };
  const soon = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(settle, ms);
  };

  /** Opens, opens anew or closes, as the present listeners need it. */
  function settle(): void {
    if (handlers.size === 0) return close();
    if (world.isHidden() && !background && !source) return;
    if (source && source.readyState !== 2 && [...handlers.keys()].every((topic) => asked.has(topic))) return;
    close();
    asked = new Set(handlers.keys());
    const since = last && `&since=${encodeURIComponent(last)}`;
    const opened = world.open(`/api/v1/live?topics=${[...asked].map(encodeURIComponent).join(",")}${since}`);
    source = opened;
    ready = false;
    const heard = (event: MessageEvent<string>) => {
      if (event.lastEventId) last = event.lastEventId;
      return JSON.parse(event.data) as unknown;
    };
    opened.addEventListener("ready", (event) => {
      const { resync: missed } = heard(event as MessageEvent<string>) as { resync: boolean };
      retryMs = firstRetryMs;
      ready = true;
      resync(missed ? asked : fresh);
      fresh.clear();
    });
    opened.addEventListener("resync", (event) => {
      heard(event as MessageEvent<string>);
      resync(asked);
    });
    opened.addEventListener("message", (event) => tell(heard(event as MessageEvent<string>) as LiveMessage));
    opened.addEventListener("error", () => {
      // The browser tries again by itself unless the server refused.
      if (source !== opened || opened.readyState !== 2) return;
      close();
      soon(retryMs * (0.75 + Math.random() / 2));
      retryMs = Math.min(retryMs * 2, slowestRetryMs);
    });
  }

  world.onVisibility(() => {
    clearTimeout(hiding);
    if (!world.isHidden()) return settle();
    hiding = setTimeout(() => {
      if (world.isHidden() && !background) close();
    }, hiddenMs);
  });

  /** Calls back for each message of a topic until the answer is called. `background`: also while nobody sees the tab. */
  const listen = (topic: string, handle: Handler, inBackground = false): (() => void) => {
    const those = handlers.get(topic) ?? new Set();
    handlers.set(topic, those.add(handle));
    if (inBackground) background += 1;
    const heard = source && asked.has(topic);
    if (!heard || !ready) fresh.add(topic);
    if (!heard) soon(gatherMs);
    return () => {
      those.delete(handle);
      if (inBackground) background -= 1;
      if (those.size > 0) return;
      handlers.delete(topic);
      fresh.delete(topic);
      if (handlers.size === 0) soon(gatherMs);
    };
  };
  return { listen };
}
