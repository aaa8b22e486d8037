import { useChoices } from "./nouns.ts";
import { Tag } from "./Tag.tsx";

const tones = { gold: "gold", silver: "silver", bronze: "bronze" } as const;

/** A customer's grade: its word, with a colour of its own beside it. */
export function GradeTag({ grade }: { grade: string }) {
  const label = useChoices("customer", "grade");
  return <Tag tone={tones[grade as keyof typeof tones] ?? "plain"}>{label(grade)}</Tag>;
}
