import { useMutation } from "@tanstack/react-query";
import { App, Form, Modal } from "antd";
import type { ReactNode } from "react";
import { Problem } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { improvementsChanged } from "./data.ts";

type Props<V extends object> = {
  readonly title: string;
  readonly lead?: string;
  readonly initial?: Partial<V>;
  readonly width?: number;
  readonly act: (values: V) => Promise<unknown>;
  readonly onDone?: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** Asks for a few facts and saves them; a refusal stays beside what was typed. */
export function Ask<V extends object>({ title, lead, initial, width = 520, act, onDone, onClose, children }: Props<V>) {
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<V>();
  const save = useMutation({
    mutationFn: act,
    onSuccess: async () => {
      void message.success(t("improvements.saved"));
      await improvementsChanged();
      onClose();
      onDone?.();
    },
    onError: (problem) => {
      if (problem instanceof Problem)
        form.setFields((problem.body.errors ?? []).map((one) => ({ name: one.field as never, errors: [one.reason] })));
    },
  });
  return (
    <Modal
      open
      onCancel={onClose}
      title={title}
      okText={title}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
      width={width}
    >
      {lead && <p className="quiet form-lead">{lead}</p>}
      <Form<V>
        form={form}
        layout="vertical"
        initialValues={initial ?? {}}
        onFinish={(values) => save.mutate(values)}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && form.submit()}
      >
        {children}
        <ProblemNote problem={save.error} />
      </Form>
    </Modal>
  );
}
