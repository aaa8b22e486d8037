import { Alert } from "antd";
import { useEffect, useRef, useState } from "react";
import { useMe } from "../../frame/me.ts";
import { useKeys } from "../../frame/keys.ts";
import { companyTime } from "../../parts/clock.ts";
import { useText } from "../../texts/index.ts";
import { Cell } from "./Cell.tsx";
import { daysFrom, type Person, type Rota, useDuties, usePeople } from "./data.ts";
import { GapNote } from "./GapNote.tsx";
import { gapsOfDay, timesOf } from "./gaps.ts";

/** A week as a board: shifts down, days across. People are chosen and placed by click, by keyboard or by dragging. */
export function WeekBoard({ rota, today }: { rota: Rota; today: string }) {
  const { t, language } = useText();
  const { may } = useMe();
  const people = usePeople();
  const { put, take } = useDuties();
  const [picked, setPicked] = useState<Person>();
  const days = daysFrom(rota.first);
  const manages = may("service.rota.manage");
  useKeys({ Escape: () => setPicked(undefined) }, picked !== undefined);

  const dutiesAt = (shiftId: string, day: string) =>
    rota.duties.filter((one) => one.shiftId === shiftId && one.day === day);
  const toggle = (shiftId: string, day: string, person: Person) => {
    const there = dutiesAt(shiftId, day).find((one) => one.staffId === person.id);
    if (there) take.mutate(there.id);
    else put.mutate({ shiftId, staffId: person.id, days: [day] });
  };
  const board = useRef<HTMLTableElement>(null);
  useEffect(() => {
    const table = board.current;
    const listener = (event: KeyboardEvent) => walk(table!, event);
    table?.addEventListener("keydown", listener);
    return () => table?.removeEventListener("keydown", listener);
  }, []);
  return (
    <>
      {manages && (
        <div className="rota-people no-print" role="group" aria-label={t("rota.person")}>
          {people.map((one) => (
            <button
              key={one.id}
              type="button"
              draggable
              aria-pressed={picked?.id === one.id}
              className={picked?.id === one.id ? "rota-person rota-person-on" : "rota-person"}
              onClick={() => setPicked(picked?.id === one.id ? undefined : one)}
              onDragStart={(event) => event.dataTransfer.setData("text/plain", one.id)}
            >
              {one.name}
            </button>
          ))}
          <span className="quiet small">{picked ? t("rota.picked", { name: picked.name }) : t("rota.pick")}</span>
        </div>
      )}
      {(put.error ?? take.error) && <Alert type="error" showIcon closable title={(put.error ?? take.error)!.message} />}
      <div className="panel scroll-x">
        <table className="rota-table" ref={board}>
          <thead>
            <tr>
              <th scope="col">{t("rota.shift")}</th>
              {days.map((day) => (
                <th key={day} scope="col" className={day === today ? "rota-today" : undefined}>
                  {companyTime(day)
                    .locale(language === "zh" ? "zh-cn" : "en")
                    .format(language === "zh" ? "ddd M/D" : "ddd D MMM")}
                  <GapNote gaps={gapsOfDay(rota.gaps, day)} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rota.shifts.map((shift, row) => (
              <tr key={shift.id}>
                <th scope="row">
                  <strong>{shift.name}</strong>
                  <span className="quiet small">{timesOf(shift, t("rota.nextDay"))}</span>
                </th>
                {days.map((day, column) => (
                  <td key={day} className={day === today ? "rota-today" : undefined}>
                    <Cell
                      place={`${row} ${column}`}
                      shift={shift}
                      day={day}
                      duties={dutiesAt(shift.id, day)}
                      picked={picked}
                      people={people}
                      onToggle={(person) => toggle(shift.id, day, person)}
                      onPut={(staffId, some) => put.mutate({ shiftId: shift.id, staffId, days: some })}
                      onTake={(id) => take.mutate(id)}
                      week={days}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Arrow keys walk over the board. */
function walk(table: HTMLTableElement, event: KeyboardEvent): void {
  const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  const at = (event.target as HTMLElement).dataset.place?.split(" ").map(Number);
  if (!step || !at) return;
  event.preventDefault();
  table.querySelector<HTMLElement>(`[data-place="${at[0]! + step[0]!} ${at[1]! + step[1]!}"]`)?.focus();
}
