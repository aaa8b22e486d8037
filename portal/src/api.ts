import { QueryClient } from "@tanstack/react-query";
import { openClient, type ProblemBody, type Schema } from "../../api/client.ts";
import { language } from "./language.ts";
import { texts } from "./texts.ts";

export type { Schema };

/** A refusal of the server in the reader's language. */
export class Refused extends Error {
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
  constructor(body: Pick<ProblemBody, "title" | "status" | "errors">) {
    super(body.title);
    this.status = body.status;
    this.fields = Object.fromEntries((body.errors ?? []).map(({ field, reason }) => [field, reason]));
  }
}

export const api = openClient();
api.use({
  onRequest({ request }) {
    request.headers.set("accept-language", language());
    return request;
  },
});

type Reply<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

/** The data of a reply. @throws Refused with the server's own words */
export async function ask<T>(reply: Reply<T>): Promise<T> {
  const away = () => new Refused({ title: texts.failed[language()], status: 0 });
  const { data, error, response } = await reply.catch(() => {
    throw away();
  });
  if (response.ok) return data as T;
  throw error && typeof error === "object" && "title" in error ? new Refused(error as ProblemBody) : away();
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => error instanceof Refused && error.status === 0 && count < 2,
    },
  },
});
