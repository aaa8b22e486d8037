import { useMutation } from "@tanstack/react-query";
import { Form, Input, Modal, Radio } from "antd";
import { api, ask, type Schema } from "../api.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { useText } from "../texts/index.ts";
import { policiesChanged, type Version } from "./data.ts";

type Props = {
  readonly policy: Schema<"PolicyWithVersions">;
  readonly version: Version;
  readonly open: boolean;
  readonly onClose: () => void;
};

/** Begins a draft, from a version of the document or from the pack that the product ships. */
export function NewDraft({ policy, version, open, onClose }: Props) {
  const { t } = useText();
  const [, set] = useUrlState();
  const [form] = Form.useForm<{ from: string; note?: string }>();
  const make = useMutation({
    mutationFn: ({ from, note }: { from: string; note?: string }) =>
      ask(
        api.POST("/api/v1/policies/{code}/drafts", {
          params: { path: { code: policy.code } },
          body: { from, note: note?.trim() || null },
        }),
      ),
    onSuccess: async (made) => {
      await policiesChanged();
      set({ act: undefined, version: made.id, tab: undefined, clause: undefined });
    },
  });
  const bases = [version, ...(policy.inForce && policy.inForce.id !== version.id ? [policy.inForce] : [])];
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={t("policies.newDraft")}
      okText={t("policies.draftDo")}
      onOk={() => form.submit()}
      confirmLoading={make.isPending}
      width={440}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" initialValues={{ from: version.id }} onFinish={(values) => make.mutate(values)}>
        <Form.Item name="from">
          <Radio.Group className="radio-lines">
            {bases.map((one) => (
              <Radio key={one.id} value={one.id}>
                {t("policies.draftFromThis", { number: one.number })}{" "}
                <span className="quiet small">{t(`policies.${one.state}`)}</span>
              </Radio>
            ))}
            <Radio value="pack">{t("policies.draftFromPack")}</Radio>
          </Radio.Group>
        </Form.Item>
        <Form.Item name="note" label={t("policies.draftNote")}>
          <Input placeholder={t("policies.draftNoteHint")} maxLength={500} />
        </Form.Item>
        <ProblemNote problem={make.error} fields />
      </Form>
    </Modal>
  );
}
