import { PhoneOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { hotlineChanged } from "./data.ts";
import { useExtensions } from "./Extensions.tsx";

type Values = { from: string; staffId: string; seconds: number };

/** Lets a call ring at somebody's screen, for trying it. */
export function Simulate() {
  const { t } = useText();
  const { me } = useMe();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const people = useExtensions()?.people ?? [];
  const ring = useMutation({
    mutationFn: (body: Values) => ask(api.POST("/api/v1/hotline/simulations", { body })),
    onSuccess: () => {
      setOpen(false);
      void message.success(t("hotline.simulated"));
      void hotlineChanged();
    },
  });
  return (
    <>
      <Button icon={<PhoneOutlined />} onClick={() => setOpen(true)}>
        {t("hotline.simulate")}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={t("hotline.simulate")}
        okText={t("hotline.simulateDo")}
        onOk={() => form.submit()}
        confirmLoading={ring.isPending}
        width={420}
        destroyOnHidden
      >
        <p className="quiet" style={{ marginBottom: 16 }}>
          {t("hotline.simulateLead")}
        </p>
        <Form<Values>
          form={form}
          layout="vertical"
          initialValues={{ seconds: 60, ...(people.some((one) => one.id === me?.id) && { staffId: me?.id }) }}
          onFinish={(values) => ring.mutate(values)}
        >
          <Form.Item
            name="from"
            label={t("hotline.simulateFrom")}
            rules={[{ required: true, whitespace: true, message: t("hotline.simulateFromNeeded") }]}
          >
            <Input autoFocus maxLength={60} inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="staffId"
            label={t("hotline.simulateTo")}
            rules={[{ required: true, message: t("hotline.personNeeded") }]}
          >
            <Select
              showSearch={{ optionFilterProp: "label" }}
              options={people.map((one) => ({ value: one.id, label: one.name }))}
            />
          </Form.Item>
          <Form.Item name="seconds" label={t("hotline.simulateSeconds")}>
            <InputNumber min={1} max={600} precision={0} />
          </Form.Item>
          <ProblemNote problem={ring.error} fields />
        </Form>
      </Modal>
    </>
  );
}
