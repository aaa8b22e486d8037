import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { Cancelled, cancelRun, startRun } from "../../../platform/runs.ts";
import { cancellable } from "./cancellable.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const actor = systemActor("test");
const sleep = (runId: string, seconds: number) =>
  write(t.services, { actor }, (ctx) =>
    cancellable(ctx, runId, () => ctx.query({ name: "", text: "select pg_sleep($1)" }, [seconds]), 20),
  );

test("a statement ends when its run is asked to stop", async () => {
  const id = await write(t.services, { actor }, (ctx) => startRun(ctx, "customers.grading", {}));
  const start = Date.now();
  const ended = expect(sleep(id, 60)).rejects.toBeInstanceOf(Cancelled);
  await write(t.services, { actor }, (ctx) => cancelRun(ctx, id));
  await ended;
  expect(Date.now() - start).toBeLessThan(20_000);
});

test("left alone it runs to its end, and other errors stay what they are", async () => {
  const id = await write(t.services, { actor }, (ctx) => startRun(ctx, "customers.grading", {}));
  await expect(sleep(id, 0.1)).resolves.toHaveLength(1);
  const broken = write(t.services, { actor }, (ctx) =>
    cancellable(ctx, id, () => ctx.query({ name: "", text: "select 1 / 0" }, [])),
  );
  await expect(broken).rejects.toMatchObject({ code: "22012" });
});
