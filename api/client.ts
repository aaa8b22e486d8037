import createClient from "openapi-fetch";
import type { components, paths } from "./client.gen.ts";

export type { components, paths };
/** A named schema of the API. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** What the server says when it refuses: problem+json. */
export type ProblemBody = {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly errors?: readonly { readonly field: string; readonly reason: string }[];
  readonly clause?: { readonly document: string; readonly number: string; readonly title: string };
  readonly reference?: string;
  readonly [extra: string]: unknown;
};

/** A typed client of the API. Browsers sign in by cookie, programs by a bearer token. */
export function openClient(options: { baseUrl?: string; token?: string; fetch?: typeof fetch } = {}) {
  return createClient<paths>({
    baseUrl: options.baseUrl ?? "",
    headers: { "x-requested-by": "youzhang", ...(options.token && { authorization: `Bearer ${options.token}` }) },
    ...(options.fetch && { fetch: (request: Request) => options.fetch!(request) }),
  });
}
