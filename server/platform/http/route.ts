import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import type { Language } from "../text.ts";

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;
/** A module's routes: a plain function over the application. */
export type Routes = (app: App) => void;

/** Who may call a route: everybody, all staff signed in, a customer signed in to the portal, or staff who hold the grant. */
export type Access = "public" | "signed-in" | "customer" | { readonly grant: string };

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
    /** The reply is no JSON of a noun (a file, a stream): the handler masks by itself. */
    masksItself?: boolean;
    /** Open to somebody whose first password still waits to be replaced. */
    beforePassword?: true;
  }
  interface FastifyInstance {
    /** Who may call each route, for the tests and the documentation. */
    accessList: { method: string; url: string; access: Access }[];
  }
  interface FastifyRequest {
    actor: Actor;
    language: Language;
    /** One transaction; all of `work` is kept or nothing. */
    write: <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;
    /** Reads outside a transaction. */
    reading: () => Context;
  }
}

/** `config` of a route that needs a grant. */
export const grant = (key: string) => ({ access: { grant: key } }) as const;
export const signedIn = { access: "signed-in" } as const;
export const open = { access: "public" } as const;
export const ownFile = { access: "customer" } as const;
