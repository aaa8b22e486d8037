import { useMutation } from "@tanstack/react-query";
import { App, Button, Select } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { KeyScope } from "../../parts/KeyScope.tsx";
import { PageHead } from "../../parts/PageHead.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { useText } from "../../texts/index.ts";
import { type Bound, type Clause, type Control, policiesChanged, type Table, tones, type Version } from "../data.ts";
import { SaveNote } from "../SaveNote.tsx";
import { gridOf, tableOf } from "./grid.ts";
import { GridTable } from "./GridTable.tsx";
import { TableChecks } from "./TableChecks.tsx";
import { type Answer, Trial } from "./Trial.tsx";
import { useTableCheck } from "./use-table-check.ts";

type Props = {
  readonly version: Version;
  readonly clause: Clause;
  readonly bound: Bound;
  readonly table: Table;
  readonly control: Control;
};

const hits = ["first", "unique", "priority", "collect"] as const;

/** A decision table as a grid, checked while it is written, with a trial beside it. */
export function TableEditor({ version, clause, bound, table, control }: Props) {
  const { t, pick, language } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const edits = version.state === "draft" && may("policy.edit");
  const [grid, setGrid] = useState(() =>
    gridOf(
      table,
      control.facts.map((fact) => fact.name),
      language,
    ),
  );
  const [dirty, setDirty] = useState(false);
  const [answer, setAnswer] = useState<Answer>();
  const [example, setExample] = useState<Readonly<Record<string, unknown>>>();
  const written = tableOf(grid, control.outcome?.type ?? "text", table, language);
  const parameters = Object.fromEntries(
    bound.parameters.filter((one) => one.written !== null).map((one) => [one.name, one.written]),
  );
  const check = useTableCheck(control.key, written, parameters);
  const kept = bound.parameters.filter((one) => one.origin === "clause" || one.origin === "value");
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.PUT("/api/v1/policy-versions/{id}/clauses/{number}/controls/{control}", {
          params: { path: { id: version.id, number: clause.number, control: control.key } },
          body: {
            version: version.version,
            parameters: Object.fromEntries(kept.map((one) => [one.name, one.written])),
            table: written,
          },
        }),
      ),
    onSuccess: async () => {
      await policiesChanged();
      setDirty(false);
      void message.success(t("policies.tableSaved"));
    },
  });
  const change = (next: typeof grid) => {
    setGrid(next);
    setDirty(true);
    setAnswer(undefined);
  };
  return (
    <KeyScope className="stack" onSave={() => edits && dirty && save.mutate()}>
      <PageHead
        title={t("policies.tableTitle", { name: pick(control.label) })}
        remark={
          <span className="row">
            {clause.number} {pick(clause.title)}
            <Tag tone={tones[version.state]}>
              {t(`policies.${version.state}`)} · {t("policies.version", { number: version.number })}
            </Tag>
            {!edits && <span>{t("policies.tableRead")}</span>}
          </span>
        }
      >
        {edits && (
          <>
            {dirty && <span className="quiet small table-dirty">{t("policies.tableChanged")}</span>}
            <Button type="primary" disabled={!dirty} loading={save.isPending} onClick={() => save.mutate()}>
              {t("policies.saveTable")}
            </Button>
          </>
        )}
      </PageHead>
      <SaveNote problem={save.error} onReload={() => save.reset()} />
      <div className="table-frame">
        <div className="table-side">
          <div className="row">
            <label className="quiet" htmlFor="hit">
              {t("policies.hit")}
            </label>
            <Select
              id="hit"
              value={grid.hit}
              disabled={!edits}
              onChange={(hit) => change({ ...grid, hit })}
              options={hits.map((hit) => ({ value: hit, label: t(`policies.hit_${hit}`) }))}
              style={{ width: 200 }}
            />
          </div>
          <GridTable
            grid={grid}
            control={control}
            parameters={bound.parameters}
            edits={edits}
            problems={check.problems}
            answer={answer}
            onChange={change}
          />
          {edits && (
            <p className="quiet small">
              {t("policies.keys")} {t("policies.cellHelp")}
            </p>
          )}
          <TableChecks
            control={control}
            checking={check.checking}
            problem={check.error}
            problems={check.problems}
            onTry={(facts) => setExample(facts)}
          />
        </div>
        <Trial
          key={JSON.stringify(example)}
          control={control}
          table={written}
          parameters={parameters}
          example={example}
          answer={answer}
          onAnswer={setAnswer}
        />
      </div>
    </KeyScope>
  );
}
