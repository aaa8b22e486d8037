import { z } from "zod";
import { AppError } from "../errors.ts";
import { type Routes, signedIn } from "../http/route.ts";
import type { Services } from "../services.ts";
import { hubOf } from "./hub.ts";
import { openStream } from "./stream.ts";
import { demandTopics, readerOf } from "./topics.ts";

const mostStreams = 12;
/** A stream ends after this and is opened anew by its reader, so that rights taken away end it too. */
const longestMs = 10 * 60_000;

const Query = z.strictObject({
  topics: z
    .string()
    .max(4_000)
    .transform((text) => [...new Set(text.split(","))])
    .pipe(
      z
        .array(z.string().regex(/^[a-z][a-z_-]*(:[\w-]{1,100})?$/))
        .min(1)
        .max(50),
    )
    .describe("Separated by commas, e.g. `ticket:<id>,staff:<own id>`"),
  since: z.string().max(60).optional().describe("The id of the last event seen; the header Last-Event-ID goes before"),
});

/** `GET /api/v1/live`: what happens, as server-sent events, to whoever is signed in. */
export const liveRoutes =
  (services: Services): Routes =>
  (app) => {
    const hub = hubOf(services);
    const open = new Map<string, number>();

    // Streams would keep the server from closing.
    app.addHook("preClose", () => hub.close());

    app.get(
      "/api/v1/live",
      {
        config: { ...signedIn, masksItself: true },
        schema: {
          tags: ["live"],
          description:
            "Events: `ready` first (`resync` says whether something may have been missed), then unnamed ones with topic, type and ids; `resync` whenever all that is shown is to be read anew.",
          querystring: Query,
          response: { 200: z.any().describe("text/event-stream") },
        },
      },
      async (request, reply) => {
        const { topics, since } = request.query;
        await demandTopics(request.reading(), topics);
        await hub.ready();
        const reader = readerOf(request.actor);
        const streams = open.get(reader) ?? 0;
        if (streams >= mostStreams) throw tooMany();
        open.set(reader, streams + 1);

        let stop = () => {};
        const stream = openStream(reply, () => {
          clearTimeout(timer);
          stop();
          open.set(reader, open.get(reader)! - 1);
          if (!open.get(reader)) open.delete(reader);
        });
        const timer = setTimeout(stream.end, longestMs * (0.9 + Math.random() * 0.2)).unref();
        const last = request.headers["last-event-id"] ?? since;
        const missed = last ? hub.since(String(last), new Set(topics)) : undefined;
        stream.send({ id: hub.last, event: "ready", data: { resync: missed === undefined } });
        for (const { id, message } of missed ?? []) stream.send({ id, data: message });
        stop = hub.listen(topics, {
          hear: ({ id, message }) => stream.send({ id, data: message }),
          resync: (id) => stream.send({ id, event: "resync", data: {} }),
          beat: stream.beat,
          end: stream.end,
        });
      },
    );
  };

const tooMany = () =>
  new AppError("live.too_many", 429, {
    text: {
      zh: "您打开的页面太多，实时更新已达上限，请关闭一些标签页。",
      en: "Too many of your pages are open for live updates; close some tabs.",
    },
  });
