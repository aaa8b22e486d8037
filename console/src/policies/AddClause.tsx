import { PlusOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { api, ask } from "../api.ts";
import { useUrlState } from "../parts/url-state.ts";
import { useText } from "../texts/index.ts";
import type { Text } from "../texts/text.ts";
import { policiesChanged, type Version } from "./data.ts";
import { saveOnKey } from "./save-key.ts";
import { SaveNote } from "./SaveNote.tsx";

type Values = { number: string; title: Text; text: Text };

/** A further clause at the end of a chapter of a draft. */
export function AddClause({ version, chapter }: { version: Version; chapter: Version["chapters"][number] }) {
  const { t, pick } = useText();
  const [, set] = useUrlState();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const add = useMutation({
    mutationFn: (values: Values) =>
      ask(
        api.POST("/api/v1/policy-versions/{id}/clauses", {
          params: { path: { id: version.id } },
          body: { version: version.version, chapter: chapter.number, ...values },
        }),
      ),
    onSuccess: async (_, { number }) => {
      await policiesChanged();
      setOpen(false);
      set({ clause: number });
    },
  });
  const needed = [{ required: true, whitespace: true, message: t("policies.textNeeded") }];
  return (
    <>
      <Button type="text" size="small" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
        {t("policies.addClause")}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={t("policies.addClauseTo", { chapter: pick(chapter.title) })}
        okText={t("policies.add")}
        onOk={() => form.submit()}
        confirmLoading={add.isPending}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" onFinish={(values) => add.mutate(values)} onKeyDown={saveOnKey(() => form.submit())}>
          <Form.Item
            name="number"
            label={t("policies.clauseNumber")}
            extra={t("policies.clauseNumberHint", { example: `${version.code}${chapter.number}.9` })}
            rules={needed}
          >
            <Input style={{ width: 160 }} />
          </Form.Item>
          {(["zh", "en"] as const).map((language) => (
            <fieldset key={language} className="words-language">
              <legend>{t(`policies.${language}`)}</legend>
              <Form.Item name={["title", language]} label={t("policies.clauseTitle")} rules={needed}>
                <Input />
              </Form.Item>
              <Form.Item name={["text", language]} label={t("policies.clauseText")} rules={needed}>
                <Input.TextArea autoSize={{ minRows: 3 }} />
              </Form.Item>
            </fieldset>
          ))}
          <SaveNote problem={add.error} onReload={() => add.reset()} />
        </Form>
      </Modal>
    </>
  );
}
