import { ClockCircleOutlined, PauseCircleOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { DueBar } from "../parts/DueBar.tsx";
import { Tag, type Tone } from "../parts/Tag.tsx";
import { When } from "../parts/When.tsx";
import { StaffName, useRoleNames } from "../staff/people.tsx";
import { type TextKey, useText } from "../texts/index.ts";
import type { Obligation } from "./obligations.ts";

/** The customer of a promise, as the reader may see it. */
export function CustomerCell({ row }: { row: Obligation }) {
  const { t } = useText();
  if (!row.customerId) return <span className="quiet">{t("worklist.company")}</span>;
  if (!row.customerName) return <span className="quiet">{t("worklist.hiddenCustomer")}</span>;
  return (
    <Link to="/customers/$id" params={{ id: row.customerId }} className="table-name">
      {row.customerName}
    </Link>
  );
}

/** The clause that demands it, as a link into the document. */
export function ClauseCell({ row, title = false }: { row: Obligation; title?: boolean }) {
  const { pick } = useText();
  const words = (
    <>
      {row.clause}
      {title && row.clauseTitle && ` ${pick(row.clauseTitle)}`}
    </>
  );
  if (!row.document) return <span>{words}</span>;
  return (
    <Link to={`/policies/${row.document}` as "/"} search={{ clause: row.clause }} title={pick(row.clauseTitle)}>
      {words}
    </Link>
  );
}

/** A person, a role that waits, or nobody. */
export function AssigneeCell({ row }: { row: Obligation }) {
  const { t } = useText();
  const { nameOf } = useRoleNames();
  if (row.assigneeId)
    return (
      <span>
        <StaffName id={row.assigneeId} />
      </span>
    );
  if (row.role) return <span className="quiet">{t("worklist.waits", { role: nameOf(row.role) })}</span>;
  return (
    <Tag tone="warn" icon={<ClockCircleOutlined />}>
      {t("worklist.nobody")}
    </Tag>
  );
}

const outcomes: Record<Obligation["state"], [TextKey, Tone]> = {
  open: ["worklist.open", "accent"],
  met: ["worklist.met", "good"],
  breached: ["worklist.metLate", "bad"],
  waived: ["worklist.waived", "plain"],
};

/** The time left of an open promise; how a settled one ended. */
export function TimeCell({ row }: { row: Obligation }) {
  const { t } = useText();
  if (row.settledAt || row.state === "waived") {
    const [word, tone] = outcomes[row.state];
    return <Tag tone={tone}>{t(word)}</Tag>;
  }
  if (row.pausedSince)
    return (
      <Tag icon={<PauseCircleOutlined />}>
        {t("worklist.pausedSince")} <When at={row.pausedSince} />
      </Tag>
    );
  return row.dueAt ? <DueBar openedAt={row.openedAt} dueAt={row.dueAt} /> : <span className="quiet">—</span>;
}
