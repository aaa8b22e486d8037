import { useChoices } from "../../parts/nouns.ts";
import { useText } from "../../texts/index.ts";
import type { Figures } from "./data.ts";

/** The figures of a day, as they stand or as they stood. */
export function DayFigures({ figures }: { figures: Figures }) {
  const { t } = useText();
  const channel = useChoices("serviceContact", "channel");
  const contacts = figures.contacts.reduce((sum, one) => sum + one.count, 0);
  const minutes = Math.round(figures.contacts.reduce((sum, one) => sum + one.seconds, 0) / 60);
  return (
    <dl className="report-figures">
      <div className="report-figure-wide">
        <dt>{t("reports.contacts")}</dt>
        <dd>
          <strong>{contacts}</strong>
          <span className="quiet small">
            {figures.contacts.map((one) => `${channel(one.channel)} ${one.count}`).join(" · ")}
            {minutes > 0 && ` · ${t("reports.minutes", { count: minutes })}`}
          </span>
        </dd>
      </div>
      <Figure name={t("reports.ticketsOpened")} value={figures.ticketsOpened} />
      <Figure name={t("reports.ticketsWorked")} value={figures.ticketsWorked} />
      <Figure name={t("reports.ticketsSolved")} value={figures.ticketsSolved} />
      <Figure name={t("reports.callbacks")} value={figures.callbacks} besides={figures.reached} />
      <Figure
        name={t("reports.openTickets")}
        value={figures.openTickets}
        besides={figures.lateTickets}
        bad={figures.lateTickets > 0}
      />
    </dl>
  );
}

function Figure({ name, value, besides, bad }: { name: string; value: number; besides?: number; bad?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        {besides !== undefined && <span className={bad ? "report-bad" : "quiet"}>({besides})</span>}
      </dd>
    </div>
  );
}
