import type { CronItem, Tasks } from "../../platform/jobs.ts";
import { deleteOldAttempts } from "./oidc/attempt.store.ts";
import { deleteExpired } from "./session.store.ts";

/** Each night what ended by itself is removed. */
export const tasks: Tasks = {
  "identity.sweep": async (ctx) => {
    await deleteExpired(ctx);
    await deleteOldAttempts(ctx);
  },
};

export const cron: readonly CronItem[] = [{ task: "identity.sweep", pattern: "40 18 * * *" }];
