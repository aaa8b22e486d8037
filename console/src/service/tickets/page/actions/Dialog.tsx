import { useMutation } from "@tanstack/react-query";
import { App, Form, type FormInstance, Modal } from "antd";
import type { ReactNode } from "react";
import { Problem } from "../../../../api.ts";
import { ProblemNote } from "../../../../parts/ProblemNote.tsx";
import { keepTicket, type Ticket } from "../../data.ts";

type Props<V extends object> = {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly doIt: string;
  /** What is said when it is done. */
  readonly done: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly width?: number;
  readonly initial?: Partial<V>;
  readonly act: (values: V) => Promise<Ticket>;
  readonly onDone?: (ticket: Ticket) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode | ((form: FormInstance<V>) => ReactNode);
};

/** One thing done with a ticket after a question or two; a refusal stays beside what was typed, with its clause. */
export function Dialog<V extends object>(props: Props<V>) {
  const {
    title,
    lead,
    doIt,
    done,
    danger = false,
    disabled = false,
    width = 480,
    initial,
    act,
    onDone,
    onClose,
  } = props;
  const { message } = App.useApp();
  const [form] = Form.useForm<V>();
  const save = useMutation({
    mutationFn: act,
    onSuccess: (ticket) => {
      void message.success(done);
      keepTicket(ticket);
      onClose();
      onDone?.(ticket);
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
        {typeof props.children === "function" ? props.children(form) : props.children}
        <ProblemNote problem={save.error} />
      </Form>
    </Modal>
  );
}
