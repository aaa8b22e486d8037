import type { Permission } from "./actor.ts";
import type { Context } from "./context.ts";
import type { SealedColumn } from "./crypto/reseal.ts";
import type { EventKind } from "./events.ts";
import type { Noun } from "./fields/index.ts";
import type { Routes } from "./http/route.ts";
import type { CronItem, LongTasks, Tasks } from "./jobs.ts";
import type { Topic } from "./live/index.ts";
import type { NoticeKind, NoticeSubject } from "./notice/index.ts";
import type { RunKinds } from "./runs.ts";

/** What a module brings; `app.ts` lists the modules. */
export type Module = {
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly nouns: readonly Noun[];
  readonly events: readonly EventKind[];
  /** Lists whose views people may save, by name: the noun whose fields they filter and sort by. */
  readonly lists?: Readonly<Record<string, Noun>>;
  readonly routes?: Routes;
  /** What may be listened to live, and by whom. */
  readonly topics?: readonly Topic[];
  /** What people are told of at their bell, and the things that it is about. */
  readonly notices?: readonly NoticeKind[];
  readonly noticeSubjects?: readonly NoticeSubject[];
  readonly tasks?: Tasks;
  readonly longTasks?: LongTasks;
  readonly cron?: readonly CronItem[];
  readonly runs?: RunKinds;
  /** Takes what the module keeps of a merged customer to the one that stays. */
  readonly follow?: (ctx: Context, keptId: string, otherId: string) => Promise<void>;
  /** What the module still has to do for a customer, by the numbers that people know: it stands in the way of an erasure. */
  readonly pending?: (ctx: Context, customerId: string) => Promise<readonly string[]>;
  /** Takes out of what the module keeps of a customer all that says who it was, and what was said. */
  readonly forget?: (ctx: Context, customerId: string) => Promise<void>;
  /** Where its sealed values stand, for sealing them anew with a new key. */
  readonly sealed?: readonly SealedColumn[];
};
