import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Modal } from "antd";
import { Problem } from "../../api.ts";
import { FieldInput } from "../../parts/FieldInput.tsx";
import { type FieldDescription, useNoun } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { customerChanged } from "./data.ts";
import { type AnyRecord, type RecordKind, recordKinds, removeRecord, saveRecord, useRecords } from "./records.ts";

/** Adds or changes one contact, address, number, key person or service; which one stands in the address. */
export function RecordDialog({ id }: { id: string }) {
  const [state, set] = useUrlState();
  const [kind, recordId] = (state.edit ?? "").split(".") as [string, string | undefined];
  if (!(kind in recordKinds)) return null;
  return (
    <RecordForm
      key={state.edit}
      id={id}
      kind={kind as RecordKind}
      recordId={recordId}
      onClose={() => set({ edit: undefined })}
    />
  );
}

type Props = { id: string; kind: RecordKind; recordId: string | undefined; onClose: () => void };

function RecordForm({ id, kind, recordId, onClose }: Props) {
  const { t, pick } = useText();
  const { message, modal } = App.useApp();
  const [form] = Form.useForm<Record<string, unknown>>();
  const { noun: nounName, asks } = recordKinds[kind];
  const noun = useNoun(nounName);
  const before = useRecords<AnyRecord>(id, kind).find((one) => one.id === recordId);
  const fields = asks
    .map((key) => noun?.fields.find((field) => field.key === key))
    .filter((field): field is FieldDescription => Boolean(field?.writable));
  const done = (text: string) => {
    void message.success(text);
    void customerChanged(id);
    onClose();
  };
  const name = pick(noun?.label);
  const save = useMutation({
    mutationFn: (values: Record<string, unknown>) => saveRecord(id, kind, filled(fields, values), recordId),
    onSuccess: () => done(t("customers.recordSaved", { name })),
    onError: (problem) => {
      if (problem instanceof Problem)
        form.setFields((problem.body.errors ?? []).map((one) => ({ name: one.field, errors: [one.reason] })));
    },
  });
  const remove = useMutation({
    mutationFn: () => removeRecord(id, kind, recordId!),
    onSuccess: () => done(t("customers.recordRemoved", { name })),
  });
  if (!noun || (recordId && !before)) return null;
  // A masked value cannot be mended in part: it is asked for anew.
  const start = Object.fromEntries(
    fields.map((field) => [field.key, isMasked(field, before) ? null : before?.[field.key]]),
  );
  const first = fields.find((field) => field.choices && field.required);
  const typed = fields.find((field) => !field.choices && field.kind !== "division")?.key;
  if (!before && first) start[first.key] = first.choices![0]!.value;
  return (
    <Modal
      open
      onCancel={onClose}
      title={t(recordId ? "customers.recordChange" : "customers.recordAdd", { name })}
      width={460}
      footer={
        <div className="spread">
          {recordId ? (
            <Button
              danger
              type="text"
              onClick={() =>
                modal.confirm({
                  title: t("customers.recordRemoveAsk", { name }),
                  okText: t("customers.remove"),
                  okButtonProps: { danger: true },
                  onOk: () => remove.mutateAsync().catch(() => undefined),
                })
              }
            >
              {t("customers.remove")}
            </Button>
          ) : (
            <span />
          )}
          <span className="row">
            <Button onClick={onClose}>{t("parts.cancel")}</Button>
            <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
              {t("parts.save")}
            </Button>
          </span>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={start}
        onFinish={(values) => save.mutate(values)}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && form.submit()}
      >
        {kind === "identifiers" && <p className="quiet form-lead">{t("customers.identityLead")}</p>}
        {fields.map((field) => (
          <Form.Item
            key={field.key}
            name={field.key}
            label={pick(field.label)}
            {...(isMasked(field, before) && {
              extra: t("customers.maskedAnew", { value: String(before![field.key]) }),
            })}
            {...(field.required &&
              field.kind !== "flag" && {
                rules: [{ required: true, message: t("customers.valueNeeded", { name: pick(field.label) }) }],
              })}
          >
            <FieldInput field={field} autoFocus={field.key === typed} />
          </Form.Item>
        ))}
        <ProblemNote problem={save.error ?? remove.error} />
      </Form>
    </Modal>
  );
}

const isMasked = (field: FieldDescription, row: AnyRecord | undefined): boolean =>
  field.masked && typeof row?.[field.key] === "string" && String(row[field.key]).includes("*");

/** All writable fields, as a record is replaced whole; what was left empty is null. */
const filled = (fields: readonly FieldDescription[], values: Record<string, unknown>) =>
  Object.fromEntries(fields.map((field) => [field.key, values[field.key] ?? (field.kind === "flag" ? false : null)]));
