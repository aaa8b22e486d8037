export const hour = 3_600_000;
export const day = 24 * hour;

/** Calls a route as the demo person of a role, or as `nobody`; answers its JSON, nothing where it is refused. */
export type Call = (
  role: string,
  method: "GET" | "POST" | "PATCH" | "PUT",
  url: string,
  payload?: object,
  headers?: Record<string, string>,
) => Promise<any>;
/** Does background tasks at once, as the clock would. */
export type Tick = (tasks: readonly string[]) => Promise<void>;
/** Something that somebody does at a time. */
export type Happening = { readonly at: number; readonly what: (call: Call) => Promise<unknown> };
