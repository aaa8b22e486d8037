import { useMutation } from "@tanstack/react-query";
import { Form, Modal } from "antd";
import { api, ask } from "../../api.ts";
import { FieldInput } from "../../parts/FieldInput.tsx";
import { useNoun } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { customerChanged } from "./data.ts";

type Values = { purpose: string; notice: string; evidenceKind: string; evidence: string };
const asked = ["purpose", "evidenceKind", "evidence", "notice"] as const;

/** Keeps a consent with its evidence. */
export function GiveConsent({ id, open, onClose }: { id: string; open: boolean; onClose: () => void }) {
  const { t, pick } = useText();
  const [form] = Form.useForm<Values>();
  const fields = useNoun("consent")?.fields ?? [];
  const save = useMutation({
    mutationFn: (values: Values) =>
      ask(
        api.POST("/api/v1/customers/{id}/consents", {
          params: { path: { id } },
          body: { ...values, notice: values.notice ?? "", evidence: values.evidence ?? "" } as never,
        }),
      ),
    onSuccess: () => {
      void customerChanged(id);
      onClose();
    },
  });
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={t("customers.consentAdd")}
      okText={t("parts.save")}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
      width={440}
      destroyOnHidden
    >
      <p className="quiet form-lead">{t("customers.consentLead")}</p>
      <Form form={form} layout="vertical" onFinish={(values: Values) => save.mutate(values)}>
        {asked.map((key) => {
          const field = fields.find((one) => one.key === key);
          return (
            field && (
              <Form.Item
                key={key}
                name={key}
                label={pick(field.label)}
                rules={[{ required: true, message: pick(field.label) }]}
              >
                <FieldInput field={field} />
              </Form.Item>
            )
          );
        })}
        <ProblemNote problem={save.error} fields />
      </Form>
    </Modal>
  );
}
