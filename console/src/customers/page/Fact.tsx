import { EditOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useState } from "react";
import { useMe } from "../../frame/me.ts";
import { KeyScope } from "../../parts/KeyScope.tsx";
import { FieldInput } from "../../parts/FieldInput.tsx";
import { FieldValue } from "../../parts/list/values.tsx";
import { Masked } from "../../parts/Masked.tsx";
import type { FieldDescription } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { Problem } from "../../api.ts";
import { type Customer, isOpen, revealOf, useSaveField } from "./data.ts";

/** One fact: its value, masked where it must be, and edited in its place. */
export function Fact({ customer, field }: { customer: Customer; field: FieldDescription }) {
  const { t, pick } = useText();
  const { may } = useMe();
  const [editing, setEditing] = useState(false);
  const value = (customer as Record<string, unknown>)[field.key];
  const label = pick(field.label);
  const editable = field.writable && !field.masked && may("customers.update") && isOpen(customer);
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        {editing ? (
          <Editor customer={customer} field={field} onDone={() => setEditing(false)} />
        ) : (
          <>
            {field.masked && typeof value === "string" && value.includes("*") ? (
              <Masked
                label={label}
                value={value}
                reveal={field.revealable ? revealOf(customer.customerId!, "customer", field.key) : undefined}
              />
            ) : (
              <FieldValue field={field} value={value} />
            )}
            {editable && (
              <Button
                className="fact-edit"
                type="text"
                size="small"
                icon={<EditOutlined />}
                aria-label={`${t("parts.edit")}: ${label}`}
                onClick={() => setEditing(true)}
              />
            )}
          </>
        )}
      </dd>
    </div>
  );
}

function Editor({ customer, field, onDone }: { customer: Customer; field: FieldDescription; onDone: () => void }) {
  const { t, pick } = useText();
  // What one saw when one began: saving says so to the server, whatever arrived since.
  const [seen, setSeen] = useState(customer);
  const before = (seen as Record<string, unknown>)[field.key] ?? null;
  const [value, setValue] = useState<unknown>(before);
  const save = useSaveField(seen);
  const theirs = (customer as Record<string, unknown>)[field.key] ?? null;
  const clash = JSON.stringify(theirs) !== JSON.stringify(before);
  const go = () => save.mutate({ field: field.key, label: pick(field.label), value }, { onSuccess: onDone });
  const reason = save.error instanceof Problem ? save.error.reasonAt(field.key) : undefined;
  return (
    <KeyScope className="fact-editor" onEscape={onDone} onSave={go}>
      <FieldInput field={field} value={value} onChange={setValue} onEnter={go} autoFocus />
      {clash ? (
        <Alert
          type="warning"
          showIcon
          title={t("customers.clash", { name: changerOf(save.error) ?? t("customers.colleague") })}
          description={
            <>
              <p>
                {t("customers.clashNow")} <FieldValue field={field} value={theirs} />
              </p>
              <div className="row">
                <Button size="small" onClick={onDone}>
                  {t("customers.clashTheirs")}
                </Button>
                <Button size="small" type="primary" onClick={() => (setSeen(customer), save.reset())}>
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
      {!clash && (
        <div className="row">
          <Button size="small" type="primary" onClick={go} loading={save.isPending}>
            {t("parts.save")}
          </Button>
          <Button size="small" onClick={onDone}>
            {t("parts.cancel")}
          </Button>
        </div>
      )}
    </KeyScope>
  );
}

/** Who was quicker, as the refusal says. */
const changerOf = (problem: unknown): string | undefined => {
  const by = problem instanceof Problem ? (problem.body as { changedBy?: unknown }).changedBy : undefined;
  return typeof by === "string" ? by : undefined;
};
