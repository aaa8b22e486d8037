import type { Schema } from "./api.ts";
import { useTexts } from "./language.ts";

export type Value = { score: number } | { choices: string[] } | { words: string };
type Props = {
  question: Schema<"CallbackQuestion">;
  value: Value | undefined;
  /** Undefined where nothing is chosen or written: no question needs an answer. */
  change: (value: Value | undefined) => void;
};

/** One question of a callback, by its kind. */
export function Question({ question, value, change }: Props) {
  const { say } = useTexts();
  const { key, kind, label, choices = [] } = question;
  if (kind === "text")
    return (
      <label>
        {label}
        <textarea
          aria-label={label}
          rows={3}
          maxLength={2000}
          value={value && "words" in value ? value.words : ""}
          onChange={({ target }) => change(target.value.trim() ? { words: target.value } : undefined)}
        />
      </label>
    );
  if (kind === "score")
    return (
      <fieldset className="choices scores">
        <legend>{label}</legend>
        {[1, 2, 3, 4, 5].map((score) => (
          <label key={score} title={say("scoreOf", { score })}>
            <input
              type="radio"
              name={key}
              aria-label={say("scoreOf", { score })}
              checked={value !== undefined && "score" in value && value.score === score}
              onChange={() => change({ score })}
            />
            {score}
          </label>
        ))}
      </fieldset>
    );
  const chosen = value && "choices" in value ? value.choices : [];
  const toggle = (one: string, on: boolean) => {
    const next = on
      ? choices.filter((each) => each === one || chosen.includes(each))
      : chosen.filter((each) => each !== one);
    change(next.length ? { choices: next } : undefined);
  };
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {choices.map((one) => (
        <label key={one}>
          <input
            aria-label={one}
            type={kind === "single" ? "radio" : "checkbox"}
            name={key}
            checked={chosen.includes(one)}
            onChange={({ target }) => (kind === "single" ? change({ choices: [one] }) : toggle(one, target.checked))}
          />
          {one}
        </label>
      ))}
    </fieldset>
  );
}
