import { Radio } from "antd";
import { useNoun } from "../../parts/nouns.ts";
import { useText } from "../../texts/index.ts";
import type { Kind } from "./data.ts";

type Props = {
  readonly value?: Kind;
  readonly onChange?: (kind: Kind) => void;
  /** Besides the form, which sets `onChange`. */
  readonly onPick?: (kind: Kind) => void;
  readonly id?: string;
};

/** Enquiry, complaint, suggestion or fault. */
export function KindChoice({ value, onChange, onPick, id }: Props) {
  const { pick } = useText();
  const choices = useNoun("ticket")?.fields.find((field) => field.key === "kind")?.choices ?? [];
  return (
    <Radio.Group
      {...(id && { id })}
      optionType="button"
      value={value}
      options={choices.map((one) => ({ value: one.value, label: pick(one.label) }))}
      onChange={(event) => {
        onChange?.(event.target.value as Kind);
        onPick?.(event.target.value as Kind);
      }}
    />
  );
}
