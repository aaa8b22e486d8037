import { setTimeout as pause } from "node:timers/promises";
import { runKinds } from "../../server/app.ts";
import { reading } from "../../server/platform/context.ts";
import { findRun, workRun } from "../../server/platform/runs.ts";
import type { Services } from "../../server/platform/services.ts";
import type { Text } from "../../server/platform/text.ts";
import { fill } from "../../server/platform/text.ts";
import { language, operator, Refusal, type Voice } from "./command.ts";

/** Works a run here, or waits while the worker of a running server does. @throws Refusal unless it ends well */
export async function follow(services: Services, runId: string, voice: Voice, what: string): Promise<void> {
  const ctx = reading(services, { actor: operator });
  let here = true;
  const work = workRun(services, runKinds, runId).finally(() => (here = false));
  work.catch(() => {});
  for (;;) {
    await Promise.race([here ? work : pause(300), pause(300)]);
    const run = await findRun(ctx, runId);
    voice.progress(Number(run.done), run.total === null ? null : Number(run.total), what);
    if (run.state === "queued" || run.state === "running") continue;
    await work;
    if (run.state !== "done") throw new Refusal(reasonOf(run.state, run.problem));
    return;
  }
}

/** Why a run did not end well, for people. */
export function reasonOf(state: string, problem: unknown): string {
  const { text, values = {} } = (problem ?? {}) as { text?: Text; values?: Record<string, unknown> };
  return text ? fill(text[language], values) : `The job ended as ${state}.`;
}
