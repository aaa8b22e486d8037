import { useMutation } from "@tanstack/react-query";
import { App, Form, type FormInstance, Modal } from "antd";
import type { ReactNode } from "react";
import { Problem } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { stepDone } from "./data.ts";

type Props<V extends object> = {
  readonly ticketId: string;
  readonly title: string;
  readonly lead?: string;
  readonly doIt?: string;
  readonly width?: number;
  readonly initial?: Partial<V>;
  readonly act: (values: V) => Promise<unknown>;
  readonly onDone?: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode | ((form: FormInstance<V>) => ReactNode);
};

/** One step of a ticket: asks for what it needs; a refusal stays beside what was typed, with its clause. */
export function StepForm<V extends object>(props: Props<V>) {
  const { ticketId, title, lead, doIt = title, width = 560, initial, act, onDone, onClose, children } = props;
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<V>();
  const save = useMutation({
    mutationFn: act,
    onSuccess: async () => {
      void message.success(t("complaints.saved"));
      await stepDone(ticketId);
      onDone?.();
      onClose();
    },
    onError: (problem) => {
      if (problem instanceof Problem)
        form.setFields(
          (problem.body.errors ?? []).map((one) => ({ name: pathOf(one.field) as never, errors: [one.reason] })),
        );
    },
  });
  return (
    <Modal
      open
      onCancel={onClose}
      title={title}
      okText={doIt}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
      width={width}
      className="step-form"
    >
      {lead && <p className="quiet form-lead">{lead}</p>}
      <Form<V>
        form={form}
        layout="vertical"
        initialValues={initial ?? {}}
        onFinish={(values) => save.mutate(values)}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && form.submit()}
      >
        {typeof children === "function" ? children(form) : children}
        <ProblemNote problem={save.error} />
      </Form>
    </Modal>
  );
}

const pathOf = (field: string) => field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
