import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Checkbox, DatePicker, Input, Segmented } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { api, ask, queries } from "../api.ts";
import { useKeys } from "../frame/keys.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { runsChanged } from "../runs/runs.ts";
import { useText } from "../texts/index.ts";
import type { Calendar } from "./Calendars.tsx";
import { type Day, days, minutesOf, type Span, type Weekly } from "./Week.tsx";

type Exception = { date: string; spans: Span[]; note?: { zh: string; en: string } | undefined };

const isWrong = ([from, to]: Span): boolean => {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return start === undefined || end === undefined || end <= start;
};

/** Changes a calendar: the week, exceptions, official holidays and which years count as certain. */
export function CalendarEditor({ calendar, onClose }: { calendar: Calendar; onClose: () => void }) {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const { definition } = calendar;
  const [weekly, setWeekly] = useState(definition.weekly as unknown as Weekly);
  const [holidays, setHolidays] = useState(definition.holidays);
  const [confirmed, setConfirmed] = useState(definition.confirmedYears);
  const [exceptions, setExceptions] = useState(definition.exceptions as unknown as Exception[]);
  const wrong = [...days.flatMap((day) => weekly[day]), ...exceptions.flatMap((one) => one.spans)].some(isWrong);
  const save = useMutation({
    mutationFn: () => {
      const { name: _, ...kept } = definition;
      return ask(
        api.PUT("/api/v1/calendars/{name}", {
          params: { path: { name: calendar.name } },
          body: {
            definition: { ...kept, weekly, holidays, confirmedYears: confirmed, exceptions } as never,
            updatedAt: calendar.updatedAt,
          },
        }),
      );
    },
    onSuccess: ({ runId }) => {
      void message.success(t("settings.calendarSaved"));
      if (runId) void message.info(t("settings.calendarRecount"), 6);
      void runsChanged();
      void queries.invalidateQueries({ queryKey: ["calendars"] });
      onClose();
    },
  });
  useKeys({ "mod+enter": () => !wrong && save.mutate() });
  const setDay = (day: Day, spans: Span[]) => setWeekly({ ...weekly, [day]: spans });
  const years = Array.from({ length: calendar.lastYear - calendar.firstYear + 1 }, (_, at) => calendar.firstYear + at);

  return (
    <div className="stack">
      <div className="stack-small">
        <h3 className="role-part-flat">{t("settings.week")}</h3>
        {days.map((day) => (
          <div key={day} className="week-line">
            <span className="week-day">{t(`settings.day${day}`)}</span>
            <Spans name={t(`settings.day${day}`)} spans={weekly[day]} onChange={(spans) => setDay(day, spans)} />
          </div>
        ))}
        <div>
          <Button
            size="small"
            type="link"
            onClick={() => setWeekly({ ...weekly, 2: weekly[1], 3: weekly[1], 4: weekly[1], 5: weekly[1] })}
          >
            {t("settings.asMonday")}
          </Button>
        </div>
      </div>
      <div className="stack-small">
        <h3 className="role-part-flat">{t("settings.holidays")}</h3>
        <Segmented
          value={holidays}
          onChange={setHolidays}
          options={[
            { value: "CN", label: t("settings.holidaysCn") },
            { value: "none", label: t("settings.holidaysNone") },
          ]}
        />
        {holidays === "CN" &&
          years
            .filter((year) => calendar.provisionalYears.includes(year) || confirmed.includes(year))
            .map((year) => (
              <Checkbox
                key={year}
                checked={confirmed.includes(year)}
                onChange={(event) =>
                  setConfirmed(
                    event.target.checked ? [...confirmed, year].sort() : confirmed.filter((one) => one !== year),
                  )
                }
              >
                {t("settings.yearConfirm", { year })}
              </Checkbox>
            ))}
      </div>
      <div className="stack-small">
        <h3 className="role-part-flat">{t("settings.exceptions")}</h3>
        <p className="quiet small">{t("settings.exceptionsLead")}</p>
        {exceptions.map((one, at) => {
          const change = (patch: Partial<Exception>) =>
            setExceptions(exceptions.map((other, index) => (index === at ? { ...other, ...patch } : other)));
          return (
            <div key={one.date} className="week-line">
              <span className="week-day">{one.date}</span>
              <Spans name={one.date} spans={one.spans} onChange={(spans) => change({ spans })} />
              <Input
                className="week-note"
                value={pick(one.note)}
                placeholder={t("settings.exceptionNote")}
                aria-label={t("settings.exceptionNote")}
                maxLength={100}
                onChange={({ target: { value } }) => change({ note: value ? { zh: value, en: value } : undefined })}
              />
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t("settings.removeException", { name: one.date })}
                onClick={() => setExceptions(exceptions.filter((_, index) => index !== at))}
              />
            </div>
          );
        })}
        <DatePicker
          value={null as Dayjs | null}
          placeholder={t("settings.addException")}
          aria-label={t("settings.addException")}
          disabledDate={(day) => exceptions.some((one) => one.date === day.format("YYYY-MM-DD"))}
          minDate={dayjs(`${calendar.firstYear}-01-01`)}
          maxDate={dayjs(`${calendar.lastYear}-12-31`)}
          onChange={(day) =>
            day &&
            setExceptions(
              [...exceptions, { date: day.format("YYYY-MM-DD"), spans: [] }].sort((a, b) => (a.date < b.date ? -1 : 1)),
            )
          }
          style={{ width: 180 }}
        />
      </div>
      {wrong && <p className="field-wrong">{t("settings.timeWrong")}</p>}
      <ProblemNote problem={save.error} fields />
      <div className="row">
        <Button type="primary" disabled={wrong} loading={save.isPending} onClick={() => save.mutate()}>
          {t("parts.save")}
        </Button>
        <Button onClick={onClose}>{t("parts.cancel")}</Button>
      </div>
    </div>
  );
}

type SpansProps = { name: string; spans: readonly Span[]; onChange: (spans: Span[]) => void };

function Spans({ name, spans, onChange }: SpansProps) {
  const { t } = useText();
  const set = (at: number, part: 0 | 1, text: string) =>
    onChange(
      spans.map((span, index): Span => {
        if (index !== at) return span;
        return part === 0 ? [text, span[1]] : [span[0], text];
      }),
    );
  return (
    <span className="spans">
      {spans.length === 0 && <span className="quiet">{t("settings.closed")}</span>}
      {spans.map((span, at) => (
        <span key={at} className="span">
          <Input
            value={span[0]}
            maxLength={5}
            status={isWrong(span) ? "error" : ""}
            aria-label={`${name} ${t("settings.spanStart")}`}
            onChange={(event) => set(at, 0, event.target.value)}
          />
          –
          <Input
            value={span[1]}
            maxLength={5}
            status={isWrong(span) ? "error" : ""}
            aria-label={`${name} ${t("settings.spanEnd")}`}
            onChange={(event) => set(at, 1, event.target.value)}
          />
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t("settings.removeSpan", { name })}
            onClick={() => onChange(spans.filter((_, index) => index !== at))}
          />
        </span>
      ))}
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined />}
        aria-label={`${name}: ${t("settings.addSpan")}`}
        onClick={() => onChange([...spans, spans.length ? ["18:00", "20:00"] : ["08:30", "17:30"]])}
      />
    </span>
  );
}
