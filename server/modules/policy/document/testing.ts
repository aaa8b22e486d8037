import { expect } from "vitest";
import { testApp } from "../../../../test/app.ts";

type Made = Awaited<ReturnType<typeof testApp>>;
type Call = Awaited<ReturnType<Made["as"]>>;
type VersionView = {
  id: string;
  version: number;
  number: number;
  state: string;
  chapters: { clauses: ClauseView[] }[];
};
type ClauseView = Record<string, any>;

/** The server with the people of the two-person rule, and the steps that every test of drafts takes. */
export async function policyApp() {
  const t = await testApp();
  const people = {
    manager: await t.as("manager"),
    supervision: await t.as("supervision"),
    administrator: await t.as("administrator"),
    agent: await t.as("agent"),
  };
  const summaryOf = async (code: string) => (await people.manager("GET", `/policies/${code}`)).body;
  /** A new draft from what is in force. */
  const draftOf = async (code: string, as: Call = people.manager): Promise<VersionView> => {
    const { inForce } = await summaryOf(code);
    const { status, body } = await as("POST", `/policies/${code}/drafts`, { from: inForce.id, note: "trial" });
    expect(status).toBe(201);
    return body;
  };
  const giveUp = async (id: string) => {
    const { body } = await people.manager("GET", `/policy-versions/${id}`);
    await people.administrator("POST", `/policy-versions/${id}/withdrawal`, { version: body.version });
  };
  return { ...t, ...people, summaryOf, draftOf, giveUp };
}
export type PolicyApp = Awaited<ReturnType<typeof policyApp>>;

export const clauseIn = (version: Pick<VersionView, "chapters">, number: string): ClauseView =>
  version.chapters.flatMap((chapter) => chapter.clauses).find((clause) => clause.number === number)!;
