import { Why } from "../../../parts/Why.tsx";
import { When } from "../../../parts/When.tsx";
import { useText } from "../../../texts/index.ts";
import { Reasons } from "../Reasons.tsx";
import { type Ticket, useColleagues } from "../data.ts";

/** To whom the ticket was given, by whom or by what rule, and why. */
export function Assignments({ ticket }: { ticket: Ticket }) {
  const { t } = useText();
  const { departmentOf } = useColleagues();
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("tickets.assignments")}</h2>
      </div>
      <ul className="side-list">
        {(ticket.assignments ?? []).map((one) => (
          <li key={one.id}>
            <div className="spread">
              <span>
                {[departmentOf(one.departmentId), one.assigneeName ?? t("tickets.nobodyYet")]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              {!one.byHand && (
                <Why of={t("tickets.assignedTo")}>
                  <Reasons of={one} />
                </Why>
              )}
            </div>
            <span className="quiet small">
              <When at={one.at} /> · {one.byHand ? one.byName : t("tickets.byRule")}
              {one.reason && <> · {one.reason}</>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
