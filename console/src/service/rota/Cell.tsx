import { CloseOutlined, PlusOutlined, WarningFilled } from "@ant-design/icons";
import { Button, Popover, Select, Tooltip } from "antd";
import { useState } from "react";
import { useMe } from "../../frame/me.ts";
import { companyTime } from "../../parts/clock.ts";
import { useNow } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import type { Duty, Person, Shift } from "./data.ts";

type Props = {
  readonly place: string;
  readonly shift: Shift;
  readonly day: string;
  readonly duties: readonly Duty[];
  readonly picked: Person | undefined;
  readonly people: readonly Person[];
  readonly week: readonly string[];
  readonly onToggle: (person: Person) => void;
  readonly onPut: (staffId: string, days: string[]) => void;
  readonly onTake: (id: string) => void;
};

/** One shift of one day: who is on it, how many are missing, and the place to put somebody. */
export function Cell({ place, shift, day, duties, picked, people, week, onToggle, onPut, onTake }: Props) {
  const { t } = useText();
  const { me, may } = useMe();
  const [open, setOpen] = useState(false);
  const [over, setOver] = useState(false);
  const now = useNow();
  const end = companyTime(`${day}T${shift.ends}:00+08:00`).add(shift.ends <= shift.starts ? 1 : 0, "day");
  const past = end.valueOf() <= now;
  const manages = may("service.rota.manage") && !past && shift.active;
  const missing = Math.max(0, shift.needed - duties.length);
  const label = t("rota.addTo", { day, shift: shift.name });
  return (
    <div
      className={over ? "rota-cell rota-cell-over" : past ? "rota-cell rota-cell-past" : "rota-cell"}
      {...(manages && {
        onDragOver: (event) => (event.preventDefault(), setOver(true)),
        onDragLeave: () => setOver(false),
        onDrop: (event) => {
          event.preventDefault();
          setOver(false);
          const id = event.dataTransfer.getData("text/plain");
          if (people.some((one) => one.id === id)) onPut(id, [day]);
        },
      })}
    >
      {duties.map((duty) => (
        <span
          key={duty.id}
          className={["rota-duty", duty.double && "rota-twice", duty.staffId === me?.id && "rota-own"]
            .filter(Boolean)
            .join(" ")}
        >
          {duty.double && (
            <Tooltip title={t("rota.doubleWhy", { name: duty.staffName ?? "" })}>
              <WarningFilled aria-label={t("rota.double")} />
            </Tooltip>
          )}
          {duty.staffName}
          {manages && (
            <button
              type="button"
              className="rota-take no-print"
              aria-label={t("rota.remove", { name: duty.staffName ?? "", shift: label })}
              onClick={() => onTake(duty.id)}
            >
              <CloseOutlined />
            </button>
          )}
        </span>
      ))}
      {missing > 0 && shift.active && (
        <span className="rota-short">{duties.length ? t("rota.short", { count: missing }) : t("rota.nobody")}</span>
      )}
      {manages && (
        <Popover
          open={open}
          onOpenChange={(next) => setOpen(next && !picked)}
          trigger="click"
          destroyOnHidden
          title={label}
          content={
            <Chooser
              people={people.filter((one) => !duties.some((duty) => duty.staffId === one.id))}
              onChoose={(staffId, whole) => {
                setOpen(false);
                onPut(staffId, whole ? week.filter((one) => one >= day) : [day]);
              }}
            />
          }
        >
          <button
            type="button"
            className="rota-add no-print"
            data-place={place}
            aria-label={picked ? `${picked.name} ${label}` : label}
            onClick={() => picked && onToggle(picked)}
          >
            <PlusOutlined />
          </button>
        </Popover>
      )}
    </div>
  );
}

/** Chooses somebody for one day, or for the rest of the week. */
export function Chooser({
  people,
  onChoose,
}: {
  people: readonly Person[];
  onChoose: (staffId: string, whole: boolean) => void;
}) {
  const { t } = useText();
  const [staffId, setStaffId] = useState<string>();
  return (
    <div className="stack" style={{ width: 220 }}>
      <Select
        autoFocus
        value={staffId}
        onChange={setStaffId}
        placeholder={t("rota.person")}
        aria-label={t("rota.person")}
        showSearch={{ optionFilterProp: "label" }}
        options={people.map((one) => ({ value: one.id, label: one.name }))}
      />
      <div className="row">
        <Button type="primary" size="small" disabled={!staffId} onClick={() => onChoose(staffId!, false)}>
          {t("rota.thisDay")}
        </Button>
        <Button size="small" disabled={!staffId} onClick={() => onChoose(staffId!, true)}>
          {t("rota.wholeWeek")}
        </Button>
      </div>
    </div>
  );
}
