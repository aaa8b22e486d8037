import { Checkbox } from "antd";
import { Fragment } from "react";
import { useNow, When } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import { AssigneeCell, ClauseCell, CustomerCell, TimeCell } from "./cells.tsx";
import { bandOf, keyOf, type Obligation, type WorkState } from "./obligations.ts";

export type WorkBody = {
  readonly rows: readonly Obligation[];
  readonly state: WorkState;
  readonly at: number;
  readonly open: string | undefined;
  readonly onOpen: (key: string) => void;
  readonly ticked: ReadonlySet<string>;
  readonly onTick?: (key: string) => void;
};

/** A worklist in order of its due times, in bands: late, today, this week, later. */
export function WorkTable(props: WorkBody & { onTickAll: (keys: ReadonlySet<string>) => void }) {
  const { rows, state, at, open, onOpen, ticked, onTick, onTickAll } = props;
  const { t, pick } = useText();
  const now = useNow();
  const columns = onTick ? 6 : 5;
  const all = rows.length > 0 && rows.every((row) => ticked.has(keyOf(row)));
  return (
    <div className="scroll-x">
      <table className="table work-table">
        <thead>
          <tr>
            {onTick && (
              <th className="table-tick">
                <Checkbox
                  checked={all}
                  indeterminate={!all && ticked.size > 0}
                  aria-label={t("parts.chooseAll")}
                  onChange={() => onTickAll(new Set(all ? [] : rows.map(keyOf)))}
                />
              </th>
            )}
            <th>{t("worklist.what")}</th>
            <th>{t("worklist.customer")}</th>
            <th>{t("worklist.clause")}</th>
            <th>{t(state === "done" ? "worklist.outcome" : "worklist.timeLeft")}</th>
            <th>{t(state === "done" ? "worklist.settled" : "worklist.assignee")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const key = keyOf(row);
            const band = bandOf(row, now);
            const before = rows[index - 1];
            const heads = state === "open" && (!before || bandOf(before, now) !== band);
            const names = [
              key === open && "row-open",
              ticked.has(key) && "row-ticked",
              index === at && "row-at",
            ].filter(Boolean);
            return (
              <Fragment key={key}>
                {heads && (
                  <tr className={`work-band work-${band}`}>
                    <th colSpan={columns} scope="rowgroup">
                      {t(`worklist.${band}`)}
                    </th>
                  </tr>
                )}
                <tr
                  data-row={index}
                  className={names.join(" ")}
                  onClick={(event) => !(event.target as HTMLElement).closest("a, button, label") && onOpen(key)}
                >
                  {onTick && (
                    <td className="table-tick">
                      <Checkbox
                        checked={ticked.has(key)}
                        aria-label={t("worklist.chooseRow", { name: pick(row.label) })}
                        onChange={() => onTick(key)}
                      />
                    </td>
                  )}
                  <td>
                    <button type="button" className="work-what" onClick={() => onOpen(key)}>
                      {pick(row.label)}
                    </button>
                  </td>
                  <td>
                    <CustomerCell row={row} />
                  </td>
                  <td>
                    <ClauseCell row={row} />
                  </td>
                  <td>
                    <TimeCell row={row} />
                  </td>
                  <td>
                    {state === "done" ? (
                      <>
                        <When at={row.settledAt} /> <span className="quiet">{row.settledByName}</span>
                      </>
                    ) : (
                      <AssigneeCell row={row} />
                    )}
                  </td>
                </tr>
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
