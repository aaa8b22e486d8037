import { Checkbox, Input, Radio } from "antd";
import type { Schema } from "../../api.ts";
import type { Question } from "./data.ts";

type Props = { question: Question; id?: string; value?: unknown; onChange?: (value: unknown) => void };

/** The input of one question, by its kind. */
export function AnswerInput({ question, id, value, onChange }: Props) {
  const common = { ...(id && { id }), "aria-label": question.label };
  const options = question.choices?.map((one) => ({ value: one, label: one }));
  switch (question.kind) {
    case "score":
      return (
        <Radio.Group
          {...common}
          optionType="button"
          value={value}
          onChange={(event) => onChange?.(event.target.value)}
          options={[1, 2, 3, 4, 5].map((one) => ({ value: one, label: one }))}
        />
      );
    case "single":
      return (
        <Radio.Group
          {...common}
          value={value}
          onChange={(event) => onChange?.(event.target.value)}
          options={options ?? []}
        />
      );
    case "multiple":
      return (
        <Checkbox.Group
          value={(value as string[]) ?? []}
          onChange={(next) => onChange?.(next)}
          options={options ?? []}
        />
      );
    case "text":
      return (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={2000}
          value={(value as string) ?? ""}
          onChange={(event) => onChange?.(event.target.value)}
        />
      );
  }
}

/** What was entered, as the API takes answers; questions without one are left out. */
export const answersOf = (
  questions: readonly Question[],
  values: Readonly<Record<string, unknown>> | undefined,
): Schema<"NewCallbackAnswerInput">[] =>
  questions.flatMap(({ key: question, kind }): Schema<"NewCallbackAnswerInput">[] => {
    const value = values?.[question];
    if (kind === "score") return typeof value === "number" ? [{ question, score: value }] : [];
    if (kind === "text") return typeof value === "string" && value.trim() ? [{ question, words: value.trim() }] : [];
    const choices = [value ?? []].flat() as string[];
    return choices.length ? [{ question, choices }] : [];
  });
