import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { api, ask } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useText } from "../texts/index.ts";
import { CalendarEditor } from "./CalendarEditor.tsx";
import { Holidays } from "./Holidays.tsx";
import { Week } from "./Week.tsx";

const load = () => ask(api.GET("/api/v1/calendars"));
export type Calendar = Awaited<ReturnType<typeof load>>["items"][number];

/** The working calendars that deadlines are counted on; edited by whoever may. */
export function Calendars() {
  const { t } = useText();
  const { may } = useMe();
  const { data, error } = useQuery({
    queryKey: ["calendars"],
    queryFn: load,
  });
  const editable = may("policy.calendars");
  return (
    <>
      <p className="quiet">{t(editable ? "settings.calendarsLead" : "settings.readOnly")}</p>
      <ProblemNote problem={error} />
      {!data && !error && <Waiting lines={6} />}
      {data?.items.map((one) => (
        <CalendarCard key={one.name} calendar={one} editable={editable} />
      ))}
    </>
  );
}

function CalendarCard({ calendar, editable }: { calendar: Calendar; editable: boolean }) {
  const { t, pick } = useText();
  const [url, set] = useUrlState();
  const [shown, setShown] = useState(false);
  const { definition } = calendar;
  const editing = editable && url.calendar === calendar.name;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{pick(definition.label)}</h2>
        {editable && !editing && (
          <Button size="small" onClick={() => set({ calendar: calendar.name })}>
            {t("settings.calendarEdit")}
          </Button>
        )}
      </div>
      <div className="panel-body stack">
        {editing ? (
          // Another edition (a colleague's) starts the editor anew.
          <CalendarEditor key={calendar.updatedAt} calendar={calendar} onClose={() => set({ calendar: undefined })} />
        ) : (
          <>
            <Week weekly={definition.weekly} />
            <dl className="facts-list">
              <dt>{t("settings.holidays")}</dt>
              <dd>{t(definition.holidays === "CN" ? "settings.holidaysCn" : "settings.holidaysNone")}</dd>
              {definition.holidays === "CN" && (
                <>
                  <dt>{t("settings.years")}</dt>
                  <dd className="row">
                    <Years calendar={calendar} />
                  </dd>
                </>
              )}
              {definition.holidays === "CN" && (
                <>
                  <dt />
                  <dd>
                    <details className="holidays-details" onToggle={(event) => setShown(event.currentTarget.open)}>
                      <summary>{t("settings.holidaysShow")}</summary>
                      {shown && <Holidays years={yearsOf(calendar)} />}
                    </details>
                  </dd>
                </>
              )}
              {definition.exceptions.length > 0 && (
                <>
                  <dt>{t("settings.exceptions")}</dt>
                  <dd>
                    {definition.exceptions.map((one) => (
                      <div key={one.date}>
                        {one.date} {sayHours(one.spans) || t("settings.closed")}{" "}
                        <span className="quiet">{pick(one.note)}</span>
                      </div>
                    ))}
                  </dd>
                </>
              )}
            </dl>
          </>
        )}
      </div>
    </section>
  );
}

const sayHours = (spans: readonly (readonly string[])[]): string => spans.map((span) => span.join("–")).join(", ");

const yearsOf = ({ firstYear, lastYear }: Calendar): number[] =>
  Array.from({ length: lastYear - firstYear + 1 }, (_, at) => firstYear + at);

/** Which years are certain. */
function Years({ calendar }: { calendar: Calendar }) {
  const { t } = useText();
  return (
    <>
      {yearsOf(calendar).map((year) => {
        const confirmed = calendar.definition.confirmedYears.includes(year);
        const open = calendar.provisionalYears.includes(year);
        return (
          <Tag key={year} tone={open ? "warn" : "good"}>
            {year} {t(open ? "settings.yearProvisional" : confirmed ? "settings.yearConfirmed" : "settings.yearKnown")}
          </Tag>
        );
      })}
    </>
  );
}
