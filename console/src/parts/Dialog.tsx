import { useMutation } from "@tanstack/react-query";
import { App, Form, type FormInstance, Modal } from "antd";
import type { ReactNode } from "react";
import { Problem } from "../api.ts";
import { ProblemNote } from "./ProblemNote.tsx";

export type DialogProps<V extends object, R = unknown> = {
  readonly title: string;
  readonly lead?: ReactNode;
  /** The verb of its button; its title where none is given. */
  readonly doIt?: string | undefined;
  /** What is said when it is done. */
  readonly done?: string | ((result: R) => string) | undefined;
  readonly danger?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly width?: number | undefined;
  readonly className?: string | undefined;
  readonly initial?: Partial<V> | undefined;
  readonly act: (values: V) => Promise<R>;
  /** Reads anew what hangs on it, before the dialog goes. */
  readonly onSaved?: ((result: R) => unknown) | undefined;
  /** After the dialog is gone. */
  readonly onDone?: ((result: R) => void) | undefined;
  readonly onClose: () => void;
  readonly children?: ReactNode | ((form: FormInstance<V>) => ReactNode);
};

/** One thing done after a question or two; a refusal stays beside what was typed, with its clause. */
export function Dialog<V extends object, R = unknown>(props: DialogProps<V, R>) {
  const { title, lead, doIt = title, done, danger = false, disabled = false, width = 480, className } = props;
  const { message } = App.useApp();
  const [form] = Form.useForm<V>();
  const save = useMutation({
    mutationFn: props.act,
    onSuccess: async (result) => {
      if (done) void message.success(typeof done === "function" ? done(result) : done);
      await props.onSaved?.(result);
      props.onClose();
      props.onDone?.(result);
    },
    onError: (problem) =>
      form.setFields(errorsOf(problem).map((one) => ({ name: pathOf(one.field) as never, errors: [one.reason] }))),
  });
  const errors = errorsOf(save.error);
  const inputs = new Set(save.error ? form.getFieldsError().map(({ name }) => name.join(".")) : []);
  // What stands at its input need not be said twice.
  const placed = errors.length > 0 && !clauseOf(save.error) && errors.every((one) => inputs.has(one.field));
  return (
    <Modal
      open
      onCancel={props.onClose}
      title={title}
      okText={doIt}
      okButtonProps={{ danger, disabled }}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
      width={width}
      {...(className && { className })}
    >
      {lead && <p className="quiet form-lead">{lead}</p>}
      <Form<V>
        form={form}
        layout="vertical"
        initialValues={props.initial ?? {}}
        onFinish={(values) => save.mutate(values)}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && form.submit()}
      >
        {typeof props.children === "function" ? props.children(form) : props.children}
        {!placed && <ProblemNote problem={save.error} fields />}
      </Form>
    </Modal>
  );
}

const clauseOf = (problem: unknown) => problem instanceof Problem && problem.body.clause;
const errorsOf = (problem: unknown) => (problem instanceof Problem ? (problem.body.errors ?? []) : []);

/** `measures.0.dueOn` as the form names it. */
const pathOf = (field: string) => field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
