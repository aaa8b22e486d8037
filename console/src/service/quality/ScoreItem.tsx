import { Button, Input, Radio } from "antd";
import { useState } from "react";
import { Tag } from "../../parts/Tag.tsx";
import { useText } from "../../texts/index.ts";
import { type Answers, isBreach, type SheetItem } from "./data.ts";

type Answer = Answers[string];
type Props = {
  readonly item: SheetItem;
  readonly answer: Answer | undefined;
  readonly problem: string | undefined;
  readonly onChange: (answer: Answer) => void;
};

/** One item of a sheet: kept or not, or a mark; and a word on it. */
export function ScoreItem({ item, answer, problem, onChange }: Props) {
  const { t, pick } = useText();
  const breach = isBreach(item, answer);
  const [saying, setSaying] = useState(Boolean(answer?.note));
  const value = answer === undefined ? undefined : answer.value === null ? "none" : String(answer.value);
  const options =
    item.kind === "check"
      ? [
          { value: "true", label: t("quality.kept") },
          { value: "false", label: t("quality.notKept") },
        ]
      : Array.from({ length: item.steps + 1 }, (_, mark) => ({ value: String(mark), label: String(mark) }));
  const read = (chosen: string): Answer["value"] =>
    chosen === "none" ? null : item.kind === "check" ? chosen === "true" : Number(chosen);
  return (
    <li className="quality-item">
      <div className="spread quality-item-head">
        <span className="quality-item-name">
          {pick(item.label)} {item.conduct && <Tag>{t("quality.isConduct")}</Tag>}
        </span>
        <span className="quiet small nowrap">{t("quality.weight", { count: item.weight })}</span>
      </div>
      {item.about && <p className="quiet small">{pick(item.about)}</p>}
      <div className="row">
        <Radio.Group
          optionType="button"
          size="small"
          aria-label={pick(item.label)}
          value={value}
          options={[...options, { value: "none", label: t("quality.notMet") }]}
          onChange={(event) => onChange({ ...answer, value: read(event.target.value as string) })}
        />
        {!saying && !breach && answer !== undefined && (
          <Button type="link" size="small" onClick={() => setSaying(true)}>
            {t("quality.sayMore")}
          </Button>
        )}
      </div>
      {(saying || breach) && answer && (
        <Input
          value={answer.note ?? ""}
          maxLength={500}
          status={(breach && !answer.note) || problem ? "error" : ""}
          placeholder={t(breach ? "quality.sayWhat" : "quality.remark")}
          aria-label={t("quality.wordOf", { name: pick(item.label) })}
          onChange={(event) => onChange({ ...answer, note: event.target.value })}
        />
      )}
      {problem && (
        <p className="quality-problem" role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}
