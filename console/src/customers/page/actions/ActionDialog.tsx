import { useMutation } from "@tanstack/react-query";
import { App, Form, type FormInstance, Modal } from "antd";
import type { ReactNode } from "react";
import { Problem } from "../../../api.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { customerChanged } from "../data.ts";

type Props<V extends object> = {
  readonly id: string;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly doIt: string;
  /** What is said when it is done. */
  readonly done: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly width?: number;
  readonly initial?: Partial<V>;
  readonly act: (values: V) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode | ((form: FormInstance<V>) => ReactNode);
};

/** One thing done with a customer after a question or two; a refusal stays beside what was typed. */
export function ActionDialog<V extends object>(props: Props<V>) {
  const {
    id,
    title,
    lead,
    doIt,
    done,
    danger = false,
    disabled = false,
    width = 460,
    initial,
    act,
    onClose,
    children,
  } = props;
  const { message } = App.useApp();
  const [form] = Form.useForm<V>();
  const save = useMutation({
    mutationFn: act,
    onSuccess: () => {
      void message.success(done);
      void customerChanged(id);
      onClose();
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
      okText={doIt}
      okButtonProps={{ danger, disabled }}
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
        {typeof children === "function" ? children(form) : children}
        <ProblemNote problem={save.error} />
      </Form>
    </Modal>
  );
}
