import { type TextKey, useText } from "../../texts/index.ts";

/** Skills are words of the company's own; those that come with the shipped categories are told in the reader's language. */
const shipped: Readonly<Record<string, TextKey>> = {
  billing: "tickets.skillBilling",
  technical: "tickets.skillTechnical",
};

export function useSkillName(): (skill: string) => string {
  const { t } = useText();
  return (skill) => (shipped[skill] ? t(shipped[skill]) : skill);
}
