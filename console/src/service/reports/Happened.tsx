import { Link } from "@tanstack/react-router";
import { Collapse } from "antd";
import { useChoices } from "../../parts/nouns.ts";
import { Tag } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import type { Figures, WorkReport } from "./data.ts";
import { DayFigures } from "./DayFigures.tsx";

const nobody = "00000000-0000-0000-0000-000000000000";

type Props = {
  readonly figures: Figures;
  readonly contacts: WorkReport["contacts"];
  readonly tickets: WorkReport["tickets"];
};

/** What the program knows of a day: figures, contacts and tickets. */
export function Happened({ figures, contacts, tickets }: Props) {
  const { t } = useText();
  const channel = useChoices("serviceContact", "channel");
  const state = useChoices("ticket", "state");
  const nameOf = (one: { customerId?: string; customerName: string | null }) =>
    one.customerId === nobody ? t("reports.unknown") : (one.customerName ?? t("reports.someCustomer"));
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("reports.happened")}</h2>
      </div>
      <DayFigures figures={figures} />
      <Collapse
        ghost
        className="report-lists"
        items={[
          {
            key: "contacts",
            label: `${t("reports.contactList")} (${contacts.length})`,
            children: contacts.length ? (
              <ul className="report-lines">
                {contacts.map((one) => (
                  <li key={one.id}>
                    <When at={one.at} />
                    <Tag>{channel(one.channel)}</Tag>
                    <span>{nameOf(one)}</span>
                    <span className="quiet report-words">{one.subject}</span>
                  </li>
                ))}
              </ul>
            ) : (
              <p className="quiet">{t("reports.nothing")}</p>
            ),
          },
          {
            key: "tickets",
            label: `${t("reports.ticketList")} (${tickets.length})`,
            children: tickets.length ? (
              <ul className="report-lines">
                {tickets.map((one) => (
                  <li key={one.id}>
                    <Link to={`/tickets/${one.id}` as "/"} className="nowrap">
                      {one.number}
                    </Link>
                    <Tag>{state(one.state)}</Tag>
                    {one.worked && <Tag tone="accent">{t("reports.worked")}</Tag>}
                    <span>{nameOf(one)}</span>
                    <span className="quiet report-words">{one.subject}</span>
                  </li>
                ))}
              </ul>
            ) : (
              <p className="quiet">{t("reports.nothing")}</p>
            ),
          },
        ]}
      />
    </section>
  );
}
