import { EditOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { type ReactNode, useState } from "react";
import { KeyScope } from "../../../parts/KeyScope.tsx";
import { FieldValue } from "../../../parts/list/values.tsx";
import { useNoun } from "../../../parts/nouns.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { useText } from "../../../texts/index.ts";
import { AssigneeWords, useCategoryPath } from "../cells.tsx";
import { CategoryPick } from "../CategoryPick.tsx";
import { kinds, type Ticket, useColleagues, useSaveFacts, useSortingRules } from "../data.ts";
import { TextEditor, useMayChange } from "./Editable.tsx";

const shown = ["source", "openedByName", "openedAt", "firstContactAt", "promisedAt", "solvedAt", "toldAt"] as const;

/** What the ticket says: kind and category are changed here; the others came by what was done. */
export function Facts({ ticket }: { ticket: Ticket }) {
  const { t, pick } = useText();
  const fields = useNoun("ticket")?.fields ?? [];
  const { departmentOf } = useColleagues();
  const labelOf = (key: string) => pick(fields.find((field) => field.key === key)?.label);
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("tickets.facts")}</h2>
      </div>
      <dl className="facts">
        <About ticket={ticket} />
        <Content ticket={ticket} />
        <Fact label={labelOf("departmentId")}>
          {departmentOf(ticket.departmentId) || ticket.departmentName || <span className="quiet">—</span>}
        </Fact>
        <Fact label={labelOf("assigneeId")}>
          <AssigneeWords row={ticket} />
        </Fact>
        {shown.map((key) => {
          const field = fields.find((one) => one.key === key);
          const value = ticket[key];
          if (!field || (value === null && key !== "firstContactAt")) return null;
          return (
            <Fact key={key} label={key === "openedByName" ? t("tickets.openedBy") : pick(field.label)}>
              <FieldValue field={field} value={value} />
            </Fact>
          );
        })}
        {Boolean(ticket.reopened) && (
          <Fact label={labelOf("reopened")}>{t("tickets.times", { count: ticket.reopened ?? 0 })}</Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ label, onEdit, children }: { label: string; onEdit?: () => void; children: ReactNode }) {
  const { t } = useText();
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        {children}
        {onEdit && (
          <Button
            className="fact-edit"
            type="text"
            size="small"
            icon={<EditOutlined />}
            aria-label={`${t("parts.edit")}: ${label}`}
            onClick={onEdit}
          />
        )}
      </dd>
    </div>
  );
}

/** Kind and category together, because each kind has a tree of its own. */
function About({ ticket }: { ticket: Ticket }) {
  const { t, pick } = useText();
  const fields = useNoun("ticket")?.fields ?? [];
  const kindField = fields.find((field) => field.key === "kind");
  const label = pick(fields.find((field) => field.key === "categoryId")?.label);
  const may = useMayChange(ticket, "categoryId");
  const pathOf = useCategoryPath();
  const [editing, setEditing] = useState(false);
  const [kind, setKind] = useState(ticket.kind!);
  const [category, setCategory] = useState<string | null>(ticket.categoryId ?? null);
  const [reason, setReason] = useState("");
  const save = useSaveFacts(ticket);
  const rules = useSortingRules();
  // A registered complaint is sorted anew with a reason, where the policy asks for it (T5.1.2).
  const resorts =
    ticket.kind === "complaint" &&
    (kind !== ticket.kind || Boolean(ticket.categoryId && category !== ticket.categoryId));
  const begin = () => {
    setReason("");
    setKind(ticket.kind!);
    setCategory(ticket.categoryId ?? null);
    setEditing(true);
  };
  const end = () => setEditing(false);
  const go = () =>
    save.mutate(
      {
        facts: { ...(kind !== ticket.kind && { kind }), categoryId: category },
        label,
        ...(resorts && reason.trim() && { reason: reason.trim() }),
      },
      { onSuccess: end },
    );
  const words = (
    <>
      {pick(kindField?.choices?.find((one) => one.value === ticket.kind)?.label)}
      {ticket.categoryId && <> · {pathOf(ticket.categoryId)}</>}
    </>
  );
  if (!editing)
    return (
      <Fact label={label} {...(may && { onEdit: begin })}>
        {words}
      </Fact>
    );
  return (
    <Fact label={label}>
      <KeyScope className="fact-editor" onEscape={end} onSave={go}>
        <div className="kinds" role="radiogroup" aria-label={pick(kindField?.label)}>
          {kinds.map((one) => (
            <Button
              key={one}
              size="small"
              role="radio"
              aria-checked={one === kind}
              type={one === kind ? "primary" : "default"}
              onClick={() => {
                setKind(one);
                setCategory(one === ticket.kind ? (ticket.categoryId ?? null) : null);
              }}
            >
              {pick(kindField?.choices?.find((choice) => choice.value === one)?.label)}
            </Button>
          ))}
        </div>
        <CategoryPick kind={kind} value={category} onChange={(id) => setCategory(id ?? null)} />
        {resorts && rules?.reason && (
          <Input.TextArea
            value={reason}
            autoSize={{ minRows: 2, maxRows: 5 }}
            maxLength={500}
            aria-label={t("tickets.resortReason")}
            placeholder={t("tickets.resortReasonHint")}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        {kind !== ticket.kind && <p className="quiet small">{t("tickets.otherKind")}</p>}
        <ProblemNote problem={save.error} fields />
        <div className="row">
          <Button
            size="small"
            type="primary"
            onClick={go}
            loading={save.isPending}
            disabled={resorts && rules?.reason && reason.trim().length < 2}
            title={resorts && rules?.reason && reason.trim().length < 2 ? t("tickets.resortReasonNeeded") : undefined}
          >
            {t("parts.save")}
          </Button>
          <Button size="small" onClick={end}>
            {t("parts.cancel")}
          </Button>
        </div>
      </KeyScope>
    </Fact>
  );
}

function Content({ ticket }: { ticket: Ticket }) {
  const { pick } = useText();
  const field = useNoun("ticket")?.fields.find((one) => one.key === "content");
  const may = useMayChange(ticket, "content");
  const [editing, setEditing] = useState(false);
  if (!field) return null;
  if (editing)
    return (
      <Fact label={pick(field.label)}>
        <TextEditor ticket={ticket} field="content" onDone={() => setEditing(false)} />
      </Fact>
    );
  return (
    <Fact label={pick(field.label)} {...(may && { onEdit: () => setEditing(true) })}>
      <span className="ticket-content">{ticket.content}</span>
    </Fact>
  );
}
