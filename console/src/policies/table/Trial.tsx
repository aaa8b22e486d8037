import { CheckOutlined, CloseOutlined, PlayCircleOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useEffect, useState } from "react";
import { api, ask, type Schema } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import type { Control, Table } from "../data.ts";
import { factIn, factOut } from "./facts.ts";

export type Answer = Schema<"TableAnswer">;

type Props = {
  readonly control: Control;
  readonly table: Table;
  readonly parameters: Record<string, unknown>;
  /** Facts to try at once, from a problem's example. */
  readonly example: Readonly<Record<string, unknown>> | undefined;
  readonly answer: Answer | undefined;
  readonly onAnswer: (answer: Answer | undefined) => void;
};

/** One set of facts through the table as it stands: the row that hits, and why. */
export function Trial({ control, table, parameters, example, answer, onAnswer }: Props) {
  const { t, pick } = useText();
  const [facts, setFacts] = useState(() => factsOf(control, example ?? {}));
  const trial = useMutation({
    mutationFn: (given: Readonly<Record<string, string>>) =>
      ask(
        api.POST("/api/v1/policies/tables/trial", {
          body: {
            control: control.key,
            table,
            parameters,
            facts: Object.fromEntries(control.facts.map((fact) => [fact.name, factIn(fact, given[fact.name] ?? "")])),
          },
        }),
      ),
    onSuccess: onAnswer,
    onError: () => onAnswer(undefined),
  });
  const { mutate } = trial;
  // A problem's example is tried as soon as it is chosen: the panel begins anew with it.
  useEffect(() => {
    if (example) mutate(factsOf(control, example));
  }, [example, control, mutate]);
  const needed = control.facts.filter((fact) => fact.required && !facts[fact.name]);
  return (
    <section className="panel trial">
      <div className="panel-head">
        <h2>{t("policies.trial")}</h2>
      </div>
      <form
        className="panel-body"
        onSubmit={(event) => {
          event.preventDefault();
          trial.mutate(facts);
        }}
      >
        <p className="quiet small">{t("policies.trialLead")}</p>
        {control.facts.map((fact) => {
          const set = (value: string | undefined) => {
            setFacts({ ...facts, [fact.name]: value ?? "" });
            onAnswer(undefined);
          };
          const options = fact.values
            ? Object.entries(fact.values).map(([value, label]) => ({ value, label: pick(label) }))
            : fact.type === "boolean"
              ? [
                  { value: "true", label: t("parts.yes") },
                  { value: "false", label: t("parts.no") },
                ]
              : undefined;
          return (
            <label key={fact.name} className="trial-fact">
              <span>{pick(fact.label)}</span>
              {options ? (
                <Select
                  value={facts[fact.name] || undefined}
                  options={options}
                  allowClear
                  placeholder={t("policies.unknown")}
                  aria-label={pick(fact.label)}
                  onChange={set}
                />
              ) : (
                <Input
                  value={facts[fact.name] ?? ""}
                  inputMode={fact.type === "text" || fact.type === "date" ? "text" : "decimal"}
                  placeholder={fact.type === "date" ? "2026-01-31" : t("policies.unknown")}
                  suffix={fact.type === "money" ? t("policies.yuan") : fact.type === "percent" ? "%" : undefined}
                  onChange={(event) => set(event.target.value)}
                />
              )}
            </label>
          );
        })}
        <Button htmlType="submit" type="primary" icon={<PlayCircleOutlined />} loading={trial.isPending} disabled={needed.length > 0}>
          {t("policies.trial")}
        </Button>
        {needed.length > 0 && <p className="quiet small">{t("policies.trialNeeds")}</p>}
        <ProblemNote problem={trial.error} fields />
        {answer && <Outcome answer={answer} control={control} />}
      </form>
    </section>
  );
}

const factsOf = (control: Control, given: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(control.facts.map((fact) => [fact.name, factOut(fact, given[fact.name])]));

function Outcome({ answer, control }: { answer: Answer; control: Control }) {
  const { t, pick } = useText();
  const label = new Map(control.facts.map((fact) => [fact.name, pick(fact.label)]));
  const chosen = answer.rows.filter((row) => row.chosen);
  const values = [answer.value].flat();
  const say = (value: unknown): string => {
    const row = answer.rows.find((one) => one.value === value);
    const choice = control.outcome?.values?.[String(value)];
    if (choice) return pick(choice);
    if (row) return pick(row.valueText);
    if (typeof value === "boolean") return t(value ? "parts.yes" : "parts.no");
    return value === null || value === undefined ? t("policies.otherwiseNone") : String(value);
  };
  return (
    <div className="trial-answer" role="status">
      <p className="trial-value">
        {pick(control.outcome?.label)} <strong>{values.map(say).join("、") || t("policies.otherwiseNone")}</strong>
      </p>
      {answer.row !== null ? (
        <p>{t("policies.trialHit", { row: answer.row })}</p>
      ) : answer.held.length > 0 ? (
        <p>{t("policies.trialCollected", { count: answer.held.length })}</p>
      ) : (
        <p>{t("policies.trialOtherwise")}</p>
      )}
      {chosen.map((row) => (
        <ul key={row.row} className="trial-cells">
          {row.cells.map((cell) => (
            <li key={cell.fact} className={cell.held ? "cell-yes" : "cell-no"}>
              {cell.held ? <CheckOutlined aria-label={t("policies.trialHeld")} /> : <CloseOutlined aria-label={t("policies.trialNot")} />}{" "}
              {pick(cell.text) || label.get(cell.fact)}
            </li>
          ))}
          {row.note && <li className="quiet">{pick(row.note)}</li>}
        </ul>
      ))}
    </div>
  );
}
