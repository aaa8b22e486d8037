import type { FastifyReply, FastifyRequest } from "fastify";
import { type Access, open, ownFile } from "../../../platform/http/route.ts";
import { fromAllowedSite } from "./origins.ts";

export type Door = {
  readonly base: string;
  readonly config: { readonly access: Access; readonly masksItself: true };
  readonly onRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
};

export const ownBase = "/api/v1/portal/chats";

/** Where visitors come in: anybody from the pages of allowed sites, and customers who are signed in to the portal. */
export const doors: readonly Door[] = [
  { base: "/api/v1/chats", config: { ...open, masksItself: true }, onRequest: fromAllowedSite },
  // The session's cookie comes from the portal's own pages alone.
  { base: ownBase, config: { ...ownFile, masksItself: true }, onRequest: async () => {} },
];
