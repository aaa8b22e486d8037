import { useMutation } from "@tanstack/react-query";
import { Form, Input, Modal, Radio } from "antd";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { type Detail, move } from "./data.ts";

const reasons = {
  absent: { zh: "客户不在", en: "Customer absent" },
  refused: { zh: "客户拒绝", en: "Customer refused" },
  no_access: { zh: "无法进入", en: "No access" },
  material: { zh: "缺少材料", en: "Material missing" },
  weather: { zh: "天气原因", en: "Weather" },
  elsewhere: { zh: "故障不在户内", en: "The fault lies elsewhere" },
  other: { zh: "其他原因", en: "Other" },
} as const;

/** It could not be done: why, so that another time is agreed. */
export function Failed({ order, onClose }: { order: Detail; onClose: () => void }) {
  const { t, pick } = useText();
  const [form] = Form.useForm<{ reasonKind: keyof typeof reasons; reason: string }>();
  const needed = { required: true, message: t("workOrders.needed") };
  const save = useMutation({
    mutationFn: (body: { reasonKind: keyof typeof reasons; reason: string }) => move(order.id!, "failure", body),
    onSuccess: onClose,
  });
  return (
    <Modal
      open
      onCancel={onClose}
      title={t("workOrders.failedTitle")}
      okText={t("workOrders.failedSave")}
      okButtonProps={{ danger: true }}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      width={440}
    >
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Form.Item name="reasonKind" label={t("workOrders.failedWhy")} rules={[needed]}>
          <Radio.Group className="failed-reasons">
            {Object.entries(reasons).map(([key, text]) => (
              <Radio key={key} value={key}>
                {pick(text)}
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item name="reason" label={t("workOrders.failedWords")} rules={[{ ...needed, min: 2 }]}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
        </Form.Item>
        <ProblemNote problem={save.error} fields />
      </Form>
    </Modal>
  );
}
