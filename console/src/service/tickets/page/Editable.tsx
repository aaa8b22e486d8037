import { DownOutlined, EditOutlined } from "@ant-design/icons";
import { Alert, Button, Dropdown, Input } from "antd";
import { useState } from "react";
import { Problem } from "../../../api.ts";
import { KeyScope } from "../../../parts/KeyScope.tsx";
import { useNoun } from "../../../parts/nouns.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { useText } from "../../../texts/index.ts";
import { type Ticket, useSaveFacts, useWorks } from "../data.ts";

/** Whether this person may change this fact of this ticket now. */
export function useMayChange(ticket: Ticket, key: string): boolean {
  const works = useWorks(ticket);
  const field = useNoun("ticket")?.fields.find((one) => one.key === key);
  return works && field?.writable === true;
}

const bad: Record<string, string> = { high: "fact-bad", severe: "fact-bad", moderate: "fact-warn" };

/** How bad or how urgent it is, changed where it stands. */
export function Choice({ ticket, field: key }: { ticket: Ticket; field: "severity" | "urgency" }) {
  const { pick } = useText();
  const field = useNoun("ticket")?.fields.find((one) => one.key === key);
  const may = useMayChange(ticket, key);
  const save = useSaveFacts(ticket);
  const value = ticket[key];
  if (!field || !value) return null;
  const label = pick(field.label);
  const words = (
    <>
      <span className="quiet">{label}</span>{" "}
      <span className={bad[value]}>{pick(field.choices?.find((one) => one.value === value)?.label)}</span>
    </>
  );
  if (!may) return <span className="ticket-choice">{words}</span>;
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          selectedKeys: [value],
          items: (field.choices ?? []).map((one) => ({ key: one.value, label: pick(one.label) })),
          onClick: (chosen) => chosen.key !== value && save.mutate({ facts: { [key]: chosen.key }, label }),
        }}
      >
        <button type="button" className="ticket-choice ticket-choice-button" aria-haspopup="menu">
          {words} <DownOutlined aria-hidden />
        </button>
      </Dropdown>
      {save.error && <ProblemNote problem={save.error} />}
    </>
  );
}

/** The subject as the page's title, changed where it stands. */
export function SubjectLine({ ticket }: { ticket: Ticket }) {
  const { t } = useText();
  const may = useMayChange(ticket, "subject");
  const [editing, setEditing] = useState(false);
  if (editing) return <TextEditor ticket={ticket} field="subject" onDone={() => setEditing(false)} />;
  return (
    <h1 className="ticket-title fact-host">
      {ticket.subject}
      {may && (
        <Button
          className="fact-edit"
          type="text"
          size="small"
          icon={<EditOutlined />}
          aria-label={`${t("parts.edit")}: ${t("tickets.subject")}`}
          onClick={() => setEditing(true)}
        />
      )}
    </h1>
  );
}

type EditorProps = { ticket: Ticket; field: "subject" | "content"; onDone: () => void };

/** Edits a text; where a colleague was quicker both are shown, and the person decides. */
export function TextEditor({ ticket, field: key, onDone }: EditorProps) {
  const { t, pick } = useText();
  const field = useNoun("ticket")?.fields.find((one) => one.key === key);
  const [seen, setSeen] = useState(ticket);
  const [value, setValue] = useState(seen[key] ?? "");
  const save = useSaveFacts(seen);
  const clash = (ticket[key] ?? "") !== (seen[key] ?? "");
  const reason = save.error instanceof Problem ? save.error.reasonAt(key) : undefined;
  const label = pick(field?.label);
  const go = () => save.mutate({ facts: { [key]: value.trim() }, label }, { onSuccess: onDone });
  const common = {
    value,
    autoFocus: true,
    "aria-label": label,
    onChange: (event: { target: { value: string } }) => setValue(event.target.value),
  };
  return (
    <KeyScope className="fact-editor text-editor" onEscape={onDone} onSave={go}>
      {key === "content" ? (
        <Input.TextArea {...common} autoSize={{ minRows: 4, maxRows: 16 }} maxLength={20_000} />
      ) : (
        <Input {...common} maxLength={200} onPressEnter={go} />
      )}
      {clash ? (
        <Alert
          type="warning"
          showIcon
          title={t("customers.clash", { name: t("customers.colleague") })}
          description={
            <>
              <p>
                {t("customers.clashNow")} {ticket[key]}
              </p>
              <div className="row">
                <Button size="small" onClick={onDone}>
                  {t("customers.clashTheirs")}
                </Button>
                <Button size="small" type="primary" onClick={() => (setSeen(ticket), save.reset())}>
                  {t("customers.clashMine")}
                </Button>
              </div>
            </>
          }
        />
      ) : reason ? (
        <p className="wrong">{reason}</p>
      ) : (
        <ProblemNote problem={save.error} fields />
      )}
      <div className="row" hidden={clash}>
        <Button size="small" type="primary" onClick={go} loading={save.isPending}>
          {t("parts.save")}
        </Button>
        <Button size="small" onClick={onDone}>
          {t("parts.cancel")}
        </Button>
      </div>
    </KeyScope>
  );
}
