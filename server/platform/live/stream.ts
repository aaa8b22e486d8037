import type { FastifyReply } from "fastify";
import type { OutgoingHttpHeaders } from "node:http";

/** More than this waiting to be sent, and the reader is too slow: it is dropped and comes back when it can. */
const mostWaitingBytes = 128 * 1024;

export type ServerEvent = { readonly id?: string; readonly event?: string; readonly data: unknown };

/** Server-sent events to one browser. */
export type Stream = {
  readonly send: (...events: ServerEvent[]) => void;
  /** Keeps proxies from closing what is silent. */
  readonly beat: () => void;
  readonly end: () => void;
};

/** Turns a reply into a stream of events; `closed` is called once, whoever ends it. */
export function openStream(reply: FastifyReply, closed: () => void): Stream {
  reply.hijack();
  const out = reply.raw;
  out.writeHead(200, {
    ...(reply.getHeaders() as OutgoingHttpHeaders),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  });
  let over = false;
  const write = (text: string) => {
    if (over) return;
    out.write(text);
    if (out.writableLength > mostWaitingBytes) out.destroy();
  };
  out.once("close", () => {
    over = true;
    closed();
  });
  out.on("error", () => {});
  write("retry: 2000\n\n");
  return {
    send: (...events) => write(events.map(textOf).join("")),
    beat: () => write(":\n\n"),
    end: () => void out.end(),
  };
}

const textOf = ({ id, event, data }: ServerEvent): string =>
  `${id ? `id: ${id}\n` : ""}${event ? `event: ${event}\n` : ""}data: ${JSON.stringify(data)}\n\n`;
