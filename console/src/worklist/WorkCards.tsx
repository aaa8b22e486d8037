import { Fragment } from "react";
import { useNow } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import { AssigneeCell, ClauseCell, CustomerCell, TimeCell } from "./cells.tsx";
import { bandOf, keyOf } from "./obligations.ts";
import type { WorkBody } from "./WorkTable.tsx";

/** A worklist on a phone: a card each, the whole card opens it. */
export function WorkCards({ rows, state, onOpen }: WorkBody) {
  const { t, pick } = useText();
  const now = useNow();
  return (
    <ul className="work-cards">
      {rows.map((row, index) => {
        const band = bandOf(row, now);
        const before = rows[index - 1];
        return (
          <Fragment key={keyOf(row)}>
            {state === "open" && (!before || bandOf(before, now) !== band) && (
              <li className={`work-band work-${band}`}>{t(`worklist.${band}`)}</li>
            )}
            <li className="work-card">
              <div className="spread">
                <button type="button" className="work-what stretched" onClick={() => onOpen(keyOf(row))}>
                  {pick(row.label)}
                </button>
                <ClauseCell row={row} />
              </div>
              <div className="work-card-who">
                <CustomerCell row={row} />
                <AssigneeCell row={row} />
              </div>
              <TimeCell row={row} />
            </li>
          </Fragment>
        );
      })}
    </ul>
  );
}
