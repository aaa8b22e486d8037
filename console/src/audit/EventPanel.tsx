import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { companyTime } from "../parts/clock.ts";
import { StaffName } from "../staff/people.tsx";
import { useText } from "../texts/index.ts";
import { Actor } from "./Actor.tsx";
import type { AuditEvent } from "./events.ts";

type Props = { event: AuditEvent; onNarrow: (patch: Record<string, string | undefined>) => void };

/** One event in the drawer: who, when, about what, and all that was written down. */
export function EventPanel({ event, onNarrow }: Props) {
  const { t } = useText();
  const details = Object.entries(event.data as Record<string, unknown>);
  return (
    <div className="stack">
      <dl className="facts-list">
        <dt>{t("audit.at")}</dt>
        <dd>{companyTime(event.at).format("YYYY-MM-DD HH:mm:ss")}</dd>
        <dt>{t("audit.by")}</dt>
        <dd>
          <Actor event={event} />
        </dd>
        <dt>{t("audit.about")}</dt>
        <dd>
          {event.subjectType === "staff" ? <StaffName id={event.subjectId} /> : <code>{event.subjectType}</code>}
          <br />
          <span className="quiet small">{event.subjectId}</span>
        </dd>
        <dt>{t("audit.code")}</dt>
        <dd>
          <code>{event.kind}</code>
        </dd>
      </dl>
      <div className="row">
        {event.customerId && (
          <Link to="/customers/$id" params={{ id: event.customerId }}>
            <Button>{t("audit.openCustomer")}</Button>
          </Link>
        )}
        {event.subjectType === "staff" && (
          <Link to={"/staff" as "/"} search={{ open: event.subjectId }}>
            <Button>{t("audit.openStaff")}</Button>
          </Link>
        )}
        <Button
          onClick={() =>
            onNarrow({ subject: event.subjectId, kind: undefined, actor: undefined, from: undefined, to: undefined })
          }
        >
          {t("audit.sameSubject")}
        </Button>
        <Button onClick={() => onNarrow({ kind: event.kind })}>{t("audit.sameKind")}</Button>
      </div>
      <section>
        <h3 className="audit-details">{t("audit.details")}</h3>
        {details.length === 0 ? (
          <p className="quiet">{t("audit.noDetails")}</p>
        ) : (
          <table className="plain-table">
            <tbody>
              {details.map(([key, value]) => (
                <tr key={key}>
                  <th scope="row">{key}</th>
                  <td className="audit-value">
                    {typeof value === "string" ? value : JSON.stringify(value, undefined, 1)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </div>
  );
}
