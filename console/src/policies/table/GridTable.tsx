import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { type KeyboardEvent, useRef } from "react";
import { useText } from "../../texts/index.ts";
import type { Control, Parameter } from "../data.ts";
import { Cell } from "./Cell.tsx";
import { emptyRow, type Grid, moveRow, noValue, paste, put, removeColumn } from "./grid.ts";
import { RowMenu } from "./RowMenu.tsx";
import { inWords } from "./words.ts";
import type { Answer } from "./Trial.tsx";
import type { TableProblem } from "./use-table-check.ts";

type Props = {
  readonly grid: Grid;
  readonly control: Control;
  readonly parameters: readonly Parameter[];
  readonly edits: boolean;
  readonly problems: readonly TableProblem[];
  readonly answer: Answer | undefined;
  readonly onChange: (grid: Grid) => void;
};

/** The rows and columns, edited in place with the keyboard. */
export function GridTable({ grid, control, parameters, edits, problems, answer, onChange }: Props) {
  const { t, pick, language } = useText();
  const box = useRef<HTMLTableElement>(null);
  const facts = new Map(control.facts.map((fact) => [fact.name, fact]));
  const width = grid.columns.length + 2;
  const outcomes = control.outcome?.values ?? null;
  const free = control.facts.filter((fact) => !grid.columns.includes(fact.name));

  const focus = (row: number, column: number) =>
    requestAnimationFrame(() => {
      const cell = box.current?.querySelector<HTMLInputElement>(`[data-cell="${row},${column}"]`);
      cell?.focus();
      cell?.select();
    });
  const keys = (row: number, column: number) => (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, altKey, ctrlKey, metaKey, currentTarget: input } = event;
    if (ctrlKey || metaKey) return;
    const go = (down: number, right: number) => {
      event.preventDefault();
      focus(Math.max(0, row + down), Math.min(width - 1, Math.max(0, column + right)));
    };
    if (altKey && (key === "ArrowUp" || key === "ArrowDown") && edits) {
      const to = row + (key === "ArrowUp" ? -1 : 1);
      onChange(moveRow(grid, row, to));
      go(to >= 0 && to < grid.rows.length ? to - row : 0, 0);
    } else if (key === "ArrowUp") go(-1, 0);
    else if (key === "ArrowDown") go(1, 0);
    else if (key === "ArrowLeft" && input.selectionEnd === 0) go(0, -1);
    else if (key === "ArrowRight" && input.selectionStart === input.value.length) go(0, 1);
    else if (key === "Enter") {
      if (edits && row === grid.rows.length - 1) onChange({ ...grid, rows: [...grid.rows, emptyRow] });
      go(1, 0);
    } else if (key === "Escape") input.blur();
  };

  return (
    <div className="panel scroll-x">
      <table className="grid-table" ref={box}>
        <thead>
          <tr>
            <th className="grid-at" scope="col">
              #
            </th>
            {grid.columns.map((name) => (
              <th key={name} scope="col">
                <span className="grid-head">
                  {pick(facts.get(name)?.label) || name}
                  {edits && (
                    <button
                      type="button"
                      className="grid-remove"
                      aria-label={t("policies.removeColumn", { name: pick(facts.get(name)?.label) || name })}
                      onClick={() => onChange(removeColumn(grid, name))}
                    >
                      <CloseOutlined />
                    </button>
                  )}
                </span>
              </th>
            ))}
            <th scope="col" className="grid-then">
              {pick(control.outcome?.label) || t("policies.then")}
            </th>
            <th scope="col">{t("policies.rowNote")}</th>
            {edits && (
              <th className="grid-end">
                {free.length > 0 && (
                  <Dropdown
                    trigger={["click"]}
                    menu={{
                      items: free.map((fact) => ({
                        key: fact.name,
                        label: pick(fact.label),
                        onClick: () => onChange({ ...grid, columns: [...grid.columns, fact.name] }),
                      })),
                    }}
                  >
                    <Button type="text" size="small" icon={<PlusOutlined />} aria-label={t("policies.addColumn")} />
                  </Dropdown>
                )}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, at) => {
            const faults = problems.filter((one) => one.row === at + 1);
            const told = answer?.rows.find((one) => one.row === at + 1);
            const worst = faults.some((one) => one.severity === "error") ? "error" : faults.length ? "warning" : "";
            const title = faults.map((one) => pick(one.text)).join("\n") || undefined;
            return (
              <tr
                key={at}
                title={title}
                className={[worst && `grid-${worst}`, told?.chosen && "grid-hit"].filter(Boolean).join(" ") || undefined}
              >
                <th scope="row" className="grid-at">
                  {at + 1}
                </th>
                {[...grid.columns, "", "note"].map((_, column) => {
                  const fact = facts.get(grid.columns[column] ?? "");
                  const isThen = column === grid.columns.length;
                  const text = fact ? (row.when[fact.name] ?? "") : isThen ? row.then : row.note;
                  const cell = fact && told?.cells.find((one) => one.fact === fact.name);
                  const name = fact ? pick(fact.label) : isThen ? t("policies.then") : t("policies.rowNote");
                  return (
                    <Cell
                      key={column}
                      at={`${at},${column}`}
                      label={t("policies.cellName", { row: at + 1, name })}
                      text={text}
                      words={
                        fact
                          ? inWordsOf(text, fact.values)
                          : isThen
                            ? inWordsOf(text, outcomes)
                            : ""
                      }
                      holder={fact ? t("policies.any") : ""}
                      choices={isThen ? Object.keys(outcomes ?? {}) : undefined}
                      wrong={fact ? faults.some((one) => one.fact === fact.name) : false}
                      held={cell?.held}
                      readOnly={!edits}
                      onChange={(next) => onChange(put(grid, at, column, next))}
                      onPaste={(block) => onChange(paste(grid, at, column, block))}
                      onKeyDown={keys(at, column)}
                    />
                  );
                })}
                {edits && (
                  <td className="grid-end">
                    <RowMenu grid={grid} row={at} onChange={onChange} />
                  </td>
                )}
              </tr>
            );
          })}
          <tr className={answer && answer.row === null && answer.held.length === 0 ? "grid-hit" : undefined}>
            <th scope="row" colSpan={grid.columns.length + 1} className="grid-otherwise">
              {t("policies.otherwise")}
            </th>
            <Cell
              at={`${grid.rows.length},${grid.columns.length}`}
              label={t("policies.otherwise")}
              text={grid.otherwise}
              words={grid.otherwise === noValue ? t("policies.otherwiseNone") : inWordsOf(grid.otherwise, outcomes)}
              holder="—"
              choices={Object.keys(outcomes ?? {})}
              wrong={false}
              held={undefined}
              readOnly={!edits}
              onChange={(otherwise) => onChange({ ...grid, otherwise })}
              onKeyDown={keys(grid.rows.length, grid.columns.length)}
            />
            <td colSpan={edits ? 2 : 1} />
          </tr>
        </tbody>
      </table>
      {edits && (
        <Button
          type="text"
          icon={<PlusOutlined />}
          className="grid-add"
          onClick={() => {
            onChange({ ...grid, rows: [...grid.rows, emptyRow] });
            focus(grid.rows.length, 0);
          }}
        >
          {t("policies.addRow")}
        </Button>
      )}
    </div>
  );

  function inWordsOf(text: string, values: Parameters<typeof inWords>[1]): string {
    return inWords(text, values, parameters, language);
  }
}
