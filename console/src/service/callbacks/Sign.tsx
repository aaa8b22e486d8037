import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { callbacksChanged } from "./data.ts";

/** Signs the statistics or the analysis of a period, with what there is to say. */
export function Sign({ kind, period }: { kind: "statistics" | "analysis"; period: string }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ note: string }>();
  const label = t(kind === "statistics" ? "callbacks.sign" : "callbacks.conclusion");
  const save = useMutation<unknown, Error, { note: string }>({
    mutationFn: (body) => {
      const asked = { params: { path: { period } }, body };
      return kind === "statistics"
        ? ask(api.POST("/api/v1/callback-statistics/{period}/report", asked))
        : ask(api.POST("/api/v1/callback-analysis/{period}/conclusion", asked));
    },
    onSuccess: async () => {
      await callbacksChanged();
      setOpen(false);
    },
  });
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={label}
        okText={label}
        onOk={() => form.submit()}
        confirmLoading={save.isPending}
        width={520}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
          <Form.Item
            name="note"
            label={t(kind === "statistics" ? "callbacks.signNote" : "callbacks.conclusionNote")}
            rules={[{ required: true, whitespace: true, min: 2, message: t("callbacks.needed") }]}
          >
            <Input.TextArea autoSize={{ minRows: 4 }} maxLength={5000} />
          </Form.Item>
          <ProblemNote problem={save.error} fields />
        </Form>
      </Modal>
    </>
  );
}
