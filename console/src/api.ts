import { QueryCache, QueryClient } from "@tanstack/react-query";
import { openClient, type ProblemBody, type Schema } from "../../api/client.ts";
import { preferences } from "./frame/preferences.ts";

export type { Schema };

/** A refusal of the server, ready to be shown. */
export class Problem extends Error {
  readonly body: ProblemBody;
  constructor(body: ProblemBody) {
    super(body.title);
    this.body = body;
  }
  /** Why this input was refused; nested names end in it (`facts.name`). */
  reasonAt(field: string): string | undefined {
    return this.body.errors?.find((one) => one.field === field || one.field.endsWith(`.${field}`))?.reason;
  }
}

export const api = openClient();

const ended = new Set<() => void>();
/** Calls back when the server no longer knows the session. */
export const onSessionEnd = (listener: () => void) => {
  ended.add(listener);
  return () => void ended.delete(listener);
};

api.use({
  onRequest({ request }) {
    request.headers.set("accept-language", preferences.read().language);
    return request;
  },
  onResponse({ request, response }) {
    const signingIn = /\/api\/v1\/(sessions$|me$)/.test(new URL(request.url).pathname);
    if (response.status === 401 && !signingIn) for (const listener of ended) listener();
    return undefined;
  },
});

type Reply<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

/** The data of a reply. @throws Problem with the server's own words */
export async function ask<T>(reply: Reply<T>): Promise<T> {
  const { data, error, response } = await reply.catch(() => {
    throw new Problem(unreachable());
  });
  if (!response.ok) throw new Problem(isProblem(error) ? error : { ...unreachable(), status: response.status });
  return data as T;
}

/** A call outside the typed client, e.g. a file's upload; `body` is JSON unless it is a form. */
export async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const form = body instanceof FormData;
  const response = await fetch(path, {
    method,
    headers: {
      "x-requested-by": "youzhang",
      "accept-language": preferences.read().language,
      ...(body !== undefined && !form && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
  }).catch(() => {
    throw new Problem(unreachable());
  });
  const text = await response.text();
  const json =
    /json/.test(response.headers.get("content-type") ?? "") && text ? (JSON.parse(text) as unknown) : undefined;
  if (response.ok) return json as T;
  if (response.status === 401) for (const listener of ended) listener();
  throw new Problem(isProblem(json) ? json : { ...unreachable(), status: response.status });
}

const isProblem = (value: unknown): value is ProblemBody =>
  typeof value === "object" && value !== null && "title" in value && "code" in value;

const unreachable = (): ProblemBody => ({
  status: 0,
  code: "console.unreachable",
  title:
    preferences.read().language === "zh"
      ? "暂时连不上服务器，请检查网络后重试。"
      : "The server cannot be reached. Check the network and try again.",
});

export const queries = new QueryClient({
  queryCache: new QueryCache(),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      retry: (count, error) =>
        error instanceof Problem && (error.body.status === 0 || error.body.status === 503) && count < 2,
    },
  },
});
