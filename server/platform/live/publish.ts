import type { Context } from "../context.ts";

/** What listeners hear: a word for what happened and ids, never a value of a field. */
export type LiveMessage = { readonly type: string; readonly [key: string]: unknown };

export const channel = "youzhang_live";
// PostgreSQL takes less than 8,000 bytes; ids need far less.
const mostBytes = 4_000;

/** Tells all who listen to a topic, in every process, once this transaction is committed and not before. */
export async function publish(ctx: Pick<Context, "notify">, topic: string, message: LiveMessage): Promise<void> {
  const payload = JSON.stringify({ topic, ...message });
  if (Buffer.byteLength(payload) > mostBytes)
    throw new Error(`A live message on ${topic} is too long: it carries ids only.`);
  await ctx.notify(channel, payload);
}
