import { z } from "zod";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors.ts";
import { open, type Routes } from "../../../platform/http/route.ts";
import type { FastifyRequest } from "fastify";
import { takeCallEvent } from "./call.actions.ts";
import { CallEvent } from "./event.schema.ts";
import { isSigned, isTimely } from "./signature.rules.ts";
import { loadSwitchboard, secretsOf } from "./switchboard.actions.ts";
import { markHeard } from "./switchboard.store.ts";

const mostBytes = 32 * 1024;

const Headers = z.looseObject({
  "x-hotline-switchboard": z.string().optional().describe("The switchboard's id"),
  "x-hotline-timestamp": z.string().optional().describe("Whole seconds since 1970, at most five minutes away"),
  "x-hotline-signature": z
    .string()
    .optional()
    .describe("HMAC-SHA256 in hex, keyed by the switchboard's secret, over `<timestamp>.<body>`"),
});

/** One answer for whatever is wrong: who guesses learns nothing. */
const unsigned = () =>
  new AppError("service.unsigned", 401, {
    text: {
      zh: "签名、时间或交换机编号不对，请检查密钥和时钟。",
      en: "Signature, time or switchboard is wrong: check the secret and the clock.",
    },
  });
const unreadable = (status: number, zh: string, en: string) =>
  new AppError("service.unreadable_event", status, { text: { zh, en } });

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Where switchboards tell of calls. Public: the signature over the bytes says who it is (B5.3.1). */
export const callEventRoutes: Routes = (app) => {
  // In a room of its own, where a body is checked before it is read.
  app.register(async (inner) => {
    const signed = new WeakMap<FastifyRequest, string>();

    inner.removeContentTypeParser("application/json");
    inner.addContentTypeParser(
      "application/json",
      { parseAs: "buffer", bodyLimit: mostBytes },
      async (request: FastifyRequest, body: Buffer) => {
        signed.set(request, await signerOf(request, body));
        return parsed(request, body);
      },
    );

    inner.route({
      method: "POST",
      url: "/api/v1/hotline/events",
      config: open,
      schema: {
        tags: ["service"],
        description: "An event of a call, signed. The same event again changes nothing; events come in any order",
        headers: Headers,
        body: CallEvent,
        response: { 200: z.object({ id: z.uuid().describe("The call's contact") }) },
      },
      handler: async (request) => {
        const id = signed.get(request);
        if (!id) throw unsigned();
        const ctx = request.reading();
        const event = request.body as CallEvent;
        if (event.at && Date.parse(event.at) > ctx.now.getTime() + 300_000)
          throw unreadable(
            400,
            "事件时间在将来，请检查交换机的时钟。",
            "The event lies in the future: check the switchboard's clock.",
          );
        const board = await loadSwitchboard(ctx, id);
        return write(ctx.services, { actor: systemActor(board.name) }, async (inside) => {
          await markHeard(inside, id);
          return { id: await takeCallEvent(inside, id, event) };
        });
      },
    });
  });
};

/** The switchboard that signed these bytes. @throws AppError service.unsigned (401) */
async function signerOf(request: FastifyRequest, body: Buffer): Promise<string> {
  const header = (name: string) => String(request.headers[`x-hotline-${name}`] ?? "");
  const [id, timestamp] = [header("switchboard"), header("timestamp")];
  const ctx = request.reading();
  if (!uuid.test(id) || !isTimely(timestamp, ctx.now)) throw unsigned();
  if (!isSigned(await secretsOf(ctx, id), timestamp, body, header("signature"))) throw unsigned();
  return id;
}

function parsed(request: FastifyRequest, body: Buffer): unknown {
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(request.headers["content-type"] ?? "")?.[1] ?? "utf-8";
  const packed = request.headers["content-encoding"] ?? "identity";
  if (!/^utf-?8$/i.test(charset) || packed !== "identity")
    throw unreadable(415, "事件应为 UTF-8 编码的 JSON，不压缩。", "An event is JSON in UTF-8, not compressed.");
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw unreadable(400, "事件不是有效的 UTF-8 JSON。", "The event is no valid JSON in UTF-8.");
  }
}
