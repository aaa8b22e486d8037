import { PlusOutlined } from "@ant-design/icons";
import { Button, Modal } from "antd";
import { useState } from "react";
import { useMe } from "../../frame/me.ts";
import { companyTime } from "../../parts/clock.ts";
import { Tag } from "../../parts/Tag.tsx";
import { useText } from "../../texts/index.ts";
import { Chooser } from "./Cell.tsx";
import { daysFrom, type Rota, type Shift, useDuties, usePeople } from "./data.ts";
import { GapNote } from "./GapNote.tsx";
import { gapsOfDay, timesOf } from "./gaps.ts";

/** The week on a phone: day by day. */
export function DayList({ rota }: { rota: Rota }) {
  const { t, language } = useText();
  const { may } = useMe();
  const people = usePeople();
  const { put, take } = useDuties();
  const [at, setAt] = useState<{ shift: Shift; day: string }>();
  const manages = may("service.rota.manage");
  const days = daysFrom(rota.first);
  return (
    <>
      {days.map((day) => (
        <section key={day} className="panel">
          <div className="rota-day">
            <strong>
              {companyTime(day)
                .locale(language === "zh" ? "zh-cn" : "en")
                .format(language === "zh" ? "M月D日 dddd" : "dddd D MMM")}
            </strong>
            <GapNote gaps={gapsOfDay(rota.gaps, day)} />
          </div>
          <ul>
            {rota.shifts.map((shift) => {
              const duties = rota.duties.filter((one) => one.shiftId === shift.id && one.day === day);
              const missing = shift.active ? Math.max(0, shift.needed - duties.length) : 0;
              return (
                <li key={shift.id} className="rota-day-shift">
                  <span>
                    {shift.name} <span className="quiet small">{timesOf(shift, t("rota.nextDay"))}</span>
                  </span>
                  <span className="row">
                    {duties.map((duty) => (
                      <Button
                        key={duty.id}
                        size="small"
                        danger={duty.double}
                        disabled={!manages}
                        aria-label={t("rota.remove", { name: duty.staffName ?? "", shift: shift.name })}
                        onClick={() => take.mutate(duty.id)}
                      >
                        {duty.staffName}
                        {duty.double && ` · ${t("rota.double")}`}
                      </Button>
                    ))}
                    {missing > 0 && (
                      <Tag tone="bad">{duties.length ? t("rota.short", { count: missing }) : t("rota.nobody")}</Tag>
                    )}
                    {manages && shift.active && (
                      <Button
                        size="small"
                        type="text"
                        icon={<PlusOutlined />}
                        aria-label={t("rota.addTo", { day, shift: shift.name })}
                        onClick={() => setAt({ shift, day })}
                      />
                    )}
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      <Modal
        open={at !== undefined}
        onCancel={() => setAt(undefined)}
        footer={null}
        title={at && t("rota.addTo", { day: at.day, shift: at.shift.name })}
        destroyOnHidden
      >
        {at && (
          <Chooser
            people={people}
            onChoose={(staffId, whole) => {
              put.mutate({
                shiftId: at.shift.id,
                staffId,
                days: whole ? days.filter((one) => one >= at.day) : [at.day],
              });
              setAt(undefined);
            }}
          />
        )}
      </Modal>
    </>
  );
}
