import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { record } from "../../../../test/callbacks.ts";
import { newId } from "../../../platform/ids.ts";
import { callbackDesk } from "./callback.testing.ts";

type Desk = Awaited<ReturnType<typeof callbackDesk>>;
let { t, lead, manager, agent, toCall } = {} as Desk;
beforeAll(async () => {
  ({ t, lead, manager, agent, toCall } = await callbackDesk());
});
afterAll(() => t.close());

describe("review", () => {
  const signed = (ids: string[], more: object = {}) => ({ ids, comment: "记录完整", ...more });
  const madeBy = async (who: typeof agent) => {
    const { id } = await toCall();
    await who("POST", `/callbacks/${id}/record`, record());
    return id;
  };

  test("signs records of others, each once, and keeps their promise", async () => {
    const [one, own] = [await madeBy(agent), await madeBy(lead)];
    expect((await lead("POST", "/callback-reviews", signed([own]))).body).toMatchObject({
      status: 403,
      code: "service.own_record",
    });
    expect((await lead("POST", "/callback-reviews", signed([one, own]))).body).toEqual({ reviewed: 1, left: 1 });
    expect((await lead("POST", "/callback-reviews", signed([one]))).body).toEqual({ reviewed: 0, left: 1 });
    expect((await lead("GET", `/callbacks/${one}`)).body.callback).toMatchObject({
      reviewedByName: "周建国",
      reviewComment: "记录完整",
      valid: true,
    });
    expect(await t.promises("service.callback-review", one)).toMatchObject([{ state: "met" }]);
    expect(await t.promises("service.callback-review", own)).toMatchObject([{ state: "open" }]);
    const open = (await manager("GET", "/callbacks?only=unreviewed")).body.items.map((row: any) => row.callback.id);
    expect([open.includes(own), open.includes(one)]).toEqual([true, false]);
  });

  test("may find that a rating does not count", async () => {
    const id = await madeBy(agent);
    await manager("POST", "/callback-reviews", signed([id], { valid: false, comment: "非本人接听" }));
    const { rows } = await t.pool.query(
      "select valid from service.callback_rating_facts('2026-06-01', '2026-07-01') where id = $1",
      [id],
    );
    expect(rows).toEqual([{ valid: false }]);
  });

  test("of what is not there, or by whoever may not, is refused", async () => {
    expect((await manager("POST", "/callback-reviews", signed([newId()]))).status).toBe(404);
    expect((await agent("POST", "/callback-reviews", signed([newId()]))).status).toBe(403);
    expect((await manager("POST", "/callback-reviews", signed([]))).status).toBe(400);
  });
});
