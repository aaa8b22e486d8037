import type { Actor } from "../actor.ts";
import { may } from "../actor.ts";
import type { Context } from "../context.ts";
import { forbidden } from "../errors.ts";
import type { Services } from "../services.ts";

/** Topics `prefix` and `prefix:<id>`: who may listen to them. */
export type Topic = {
  readonly prefix: string;
  readonly grant: string;
  /** Where the grant alone does not decide, e.g. which rows an actor sees. */
  readonly admits?: (ctx: Context, id: string) => Promise<boolean>;
};

const installed = new WeakMap<Services, ReadonlyMap<string, Topic>>();

/** Tells this process which topics its modules declare; called once by `app.ts`. */
export const installTopics = (services: Services, topics: readonly Topic[]): void =>
  void installed.set(services, new Map(topics.map((topic) => [topic.prefix, topic])));

/** The topic that only this person hears. */
export const topicOfStaff = (id: string): string => `staff:${id}`;

async function mayListen(ctx: Context, topic: string): Promise<boolean> {
  if (ctx.actor.id && topic === topicOfStaff(ctx.actor.id)) return true;
  const [prefix, id] = split(topic);
  const rule = installed.get(ctx.services)?.get(prefix);
  if (!rule || !may(ctx.actor, rule.grant)) return false;
  return id === undefined || !rule.admits || rule.admits(ctx, id);
}

const split = (topic: string): [string, string | undefined] => {
  const at = topic.indexOf(":");
  return at < 0 ? [topic, undefined] : [topic.slice(0, at), topic.slice(at + 1)];
};

/** @throws AppError live.topic (403) where one of them is unknown or not for this actor */
export async function demandTopics(ctx: Context, topics: readonly string[]): Promise<void> {
  for (const topic of topics)
    if (!(await mayListen(ctx, topic)))
      throw forbidden(
        {
          zh: "没有这个实时主题，或您的岗位不能收听。",
          en: "There is no such live topic, or it is not yours to hear.",
        },
        "live.topic",
      );
}

/** Who is counted as one reader. */
export const readerOf = (actor: Actor): string => actor.id ?? actor.name;
