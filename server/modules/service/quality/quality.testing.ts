import { testApp } from "../../../../test/app.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { recordContact } from "../contact/contact.actions.ts";
import { enact, idsOf, runTask } from "../pack.testing.ts";
import { drawQualitySamples } from "./draw.actions.ts";

/** A company whose desk handled contacts all May: thirty of the agent, four of the supervisor. */
export async function qualityDesk() {
  const t = await testApp("2026-06-01T02:00:00.000Z");
  const [supervision, lead, manager, agent] = [
    await t.as("supervision"),
    await t.as("team_lead"),
    await t.as("manager"),
    await t.as("agent"),
  ];
  const ids = await idsOf(t);

  /** A contact that somebody handled. */
  const handled = (staffId: string, at: string) =>
    write(t.services, { actor: systemActor("test") }, async (ctx) => {
      const { id } = await recordContact(ctx, {
        customerId: null,
        channel: "hotline",
        state: "done",
        at,
        staffId,
        subject: "无信号",
        content: "客户报无信号",
      });
      return id;
    });

  const list = async (view: string, call = supervision, more = "") =>
    (await call("GET", `/quality-checks?view=${view}&limit=200${more}`)).body.items;
  const sheet = async (key: string) =>
    (await supervision("GET", "/quality/sheets")).body.items.find((one: any) => one.key === key);
  /** Answers of a whole sheet: everything kept, marks as high as they go, but for what is said. */
  const answersOf = (items: any[], but: Record<string, unknown> = {}) =>
    Object.fromEntries(
      items.map(({ key, kind, steps }) => [key, but[key] ?? { value: kind === "check" ? true : steps }]),
    );

  /** A contact that was chosen and scored before there was any clause, and one that the lead handled. */
  const scoredByHand = async () => {
    const subjectId = await handled(ids.agent!, "2026-05-20T04:00:00Z");
    await handled(ids.team_lead!, "2026-05-20T05:00:00Z");
    const { id: sheetId, items } = await sheet("handling");
    const { body } = await lead("POST", "/quality-checks", { subjectType: "contact", subjectId, sheetId });
    const answers = answersOf(items, { answer: { value: 1 } });
    const scored = await lead("POST", `/quality-checks/${body.id}/scoring`, { version: 1, answers });
    if (scored.status !== 200) throw new Error(JSON.stringify(scored.body));
  };
  /** Two clauses that want samples, and their draw. */
  const draw = async () => {
    await enact(t, "service", "2026-05-01T00:00:00+08:00");
    await enact(t, "telecom", "2026-05-10T00:00:00+08:00");
    await runTask(t, drawQualitySamples);
  };

  for (let day = 1; day <= 30; day++) await handled(ids.agent!, `2026-05-${String(day).padStart(2, "0")}T03:00:00Z`);
  for (let day = 1; day <= 4; day++) await handled(ids.supervision!, `2026-05-0${day}T03:00:00Z`);
  await handled(ids.agent!, "2026-06-01T01:00:00Z");
  return { t, supervision, lead, manager, agent, ids, handled, list, sheet, answersOf, scoredByHand, draw };
}
