import { get, type IncomingMessage } from "node:http";

/** One server-sent event as a reader gets it. */
export type SentEvent = { id?: string; event?: string; data: any };

/** Takes text as it comes and calls back for each whole event. */
export function eventReader(found: (event: SentEvent) => void): (piece: string) => void {
  let text = "";
  return (piece) => {
    text += piece;
    const blocks = text.split("\n\n");
    text = blocks.pop()!;
    for (const block of blocks) {
      const of = (name: string) => block.match(new RegExp(`^${name}: ?(.*)$`, "m"))?.[1];
      const data = of("data");
      if (data === undefined) continue;
      const [id, event] = [of("id"), of("event")];
      found({ ...(id && { id }), ...(event && { event }), data: JSON.parse(data) });
    }
  };
}

/** Reads the events of an address, one by one, on a connection of its own. */
export async function readEvents(url: string, headers: Record<string, string> = {}) {
  const reply = await new Promise<IncomingMessage>((answered, failed) =>
    get(url, { headers, agent: false }, answered).on("error", failed),
  );
  const events: SentEvent[] = [];
  let wake = () => {};
  let over = false;
  reply.setEncoding("utf8");
  reply.on("error", () => {});
  reply.on(
    "data",
    eventReader((event) => {
      events.push(event);
      wake();
    }),
  );
  const done = new Promise<void>((ended) =>
    reply.on("close", () => {
      over = true;
      wake();
      ended();
    }),
  );
  /** The next event that fits; those before it are passed over. */
  const next = async (fits: (event: SentEvent) => boolean = () => true, patienceMs = 5_000): Promise<SentEvent> => {
    const until = Date.now() + patienceMs;
    for (;;) {
      const at = events.findIndex(fits);
      if (at >= 0) return events.splice(0, at + 1).at(-1)!;
      const left = until - Date.now();
      if (over || left <= 0) throw new Error(over ? "The stream is over." : "No such event came.");
      await new Promise<void>((go) => {
        wake = go;
        setTimeout(go, left).unref();
      });
    }
  };
  const close = async () => {
    reply.destroy();
    await done;
  };
  return { status: reply.statusCode, headers: reply.headers, next, close, done };
}
