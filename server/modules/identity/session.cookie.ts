import type { FastifyReply, FastifyRequest } from "fastify";
import { sessionCookie } from "../../platform/http/app.ts";

/** For browsers: out of reach of scripts, and never sent by foreign pages. */
export const setSessionCookie = (request: FastifyRequest, reply: FastifyReply, token: string): void =>
  void reply.setCookie(sessionCookie, token, {
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure: request.protocol === "https",
  });

export const clearSessionCookie = (reply: FastifyReply): void => void reply.clearCookie(sessionCookie, { path: "/" });
