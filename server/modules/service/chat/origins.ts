import type { FastifyReply, FastifyRequest } from "fastify";
import { forbidden } from "../../../platform/errors.ts";
import { chatSettings } from "./settings.ts";

/** The header in which a visitor shows the key of their chat. */
export const keyHeader = "x-chat-key";

/**
 * Lets pages of the configured sites, and our own, talk to the visitor's routes; a page of any other is refused, and
 * its browser is told nothing that would let it read an answer. Cookies play no part.
 */
export async function fromAllowedSite(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { origin } = request.headers;
  reply.header("vary", "origin");
  if (origin === undefined || isOurs(request, origin)) return;
  const { origins } = await chatSettings(request.reading());
  if (!origins.includes(origin.toLowerCase()))
    throw forbidden(
      { zh: "这个网站没有开通在线客服。", en: "Web chat is not open to this site." },
      "service.chat_origin",
    );
  reply.headers({
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "retry-after",
    "cross-origin-resource-policy": "cross-origin",
  });
}

/** The browser's question before it sends. */
export async function answerPreflight(request: FastifyRequest, reply: FastifyReply) {
  await fromAllowedSite(request, reply);
  return reply
    .headers({
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": `content-type, accept-language, ${keyHeader}`,
      "access-control-max-age": "7200",
    })
    .code(204)
    .send();
}

function isOurs(request: FastifyRequest, origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { publicUrl } = request.reading().services.config;
  return (
    new URL(origin).host === request.headers.host || (publicUrl !== undefined && new URL(publicUrl).origin === origin)
  );
}
