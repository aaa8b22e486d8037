import { useMutation } from "@tanstack/react-query";
import { Button, Form, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { queries } from "../api.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";

type Props<V> = {
  readonly label: string;
  readonly primary?: boolean;
  /** The inputs, as items of a form. */
  readonly children: ReactNode;
  readonly save: (values: V) => Promise<unknown>;
};

/** A button that asks for a few facts and saves them. */
export function Ask<V extends object>({ label, primary = false, children, save }: Props<V>) {
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<V>();
  const saving = useMutation({
    mutationFn: save,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["supervision"] });
      setOpen(false);
    },
  });
  return (
    <>
      <Button type={primary ? "primary" : "default"} size={primary ? "middle" : "small"} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={label}
        okText={label}
        onOk={() => form.submit()}
        confirmLoading={saving.isPending}
        width={480}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" onFinish={(values) => saving.mutate(values)}>
          {children}
          <ProblemNote problem={saving.error} fields />
        </Form>
      </Modal>
    </>
  );
}
