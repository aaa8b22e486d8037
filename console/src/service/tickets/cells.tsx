import { ArrowUpOutlined, FireOutlined, PauseCircleOutlined } from "@ant-design/icons";
import { DueBar } from "../../parts/DueBar.tsx";
import { useChoices } from "../../parts/nouns.ts";
import { Tag, type Tone } from "../../parts/Tag.tsx";
import { useText } from "../../texts/index.ts";
import { isArchived, nobody, type TicketRow, useCategories } from "./data.ts";
import "../../customers/customers.css";
import "./tickets.css";

type Row = Pick<TicketRow, "state" | "kind" | "severity" | "urgency" | "openedAt" | "dueAt">;

const kindTones: Record<string, Tone> = { complaint: "bad", fault: "warn", suggestion: "good", enquiry: "plain" };
export function KindTag({ kind }: { kind: string | undefined }) {
  const label = useChoices("ticket", "kind");
  return kind ? <Tag tone={kindTones[kind] ?? "plain"}>{label(kind)}</Tag> : null;
}

const stateTones: Record<string, Tone> = { new: "accent", waiting: "warn", closed: "good" };
export function StateTag({ state }: { state: string | undefined }) {
  const label = useChoices("ticket", "state");
  return state ? <Tag tone={stateTones[state] ?? "plain"}>{label(state)}</Tag> : null;
}

/** What makes it press, where something does. */
export function Pressing({ row }: { row: Pick<Row, "severity" | "urgency"> }) {
  const severityOf = useChoices("ticket", "severity");
  const urgencyOf = useChoices("ticket", "urgency");
  return (
    <>
      {row.urgency === "high" && (
        <Tag tone="bad" icon={<ArrowUpOutlined />}>
          {urgencyOf("high")}
        </Tag>
      )}
      {row.severity === "severe" && (
        <Tag tone="bad" icon={<FireOutlined />}>
          {severityOf("severe")}
        </Tag>
      )}
    </>
  );
}

/** The time left of its next clock, or why none runs. */
export function TimeLeft({ row }: { row: Row }) {
  const { t } = useText();
  if (row.dueAt && row.openedAt) return <DueBar openedAt={row.openedAt} dueAt={row.dueAt} />;
  if (row.state === "waiting")
    return (
      <span className="quiet small nowrap">
        <PauseCircleOutlined /> {t("tickets.resting")}
      </span>
    );
  return <span className="quiet">{isArchived(row) ? "" : "—"}</span>;
}

/** Who it is, as the reader may see it. */
export function CustomerWords({ row }: { row: Pick<TicketRow, "customerId"> & { customerName?: string | null } }) {
  const { t } = useText();
  if (row.customerId === nobody) return <span className="quiet">{t("tickets.nobodyKnown")}</span>;
  return row.customerName ? row.customerName : <span className="quiet">{t("tickets.customerHidden")}</span>;
}

export function AssigneeWords({ row }: { row: Pick<TicketRow, "assigneeName" | "departmentName"> }) {
  const { t } = useText();
  return row.assigneeName ? row.assigneeName : <span className="quiet">{t("tickets.nobodyYet")}</span>;
}

/** The name of a category with those above it. */
export function useCategoryPath(): (idOrKey: string | null | undefined) => string {
  const { pick } = useText();
  const all = useCategories();
  return (idOrKey) => {
    const names: string[] = [];
    let here = all.find((one) => one.id === idOrKey || one.key === idOrKey);
    for (; here; here = all.find((one) => one.id === here!.parentId)) names.unshift(pick(here.label));
    return names.join(" / ");
  };
}
