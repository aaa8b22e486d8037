import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { api, ask, Problem, queries } from "../api.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useText } from "../texts/index.ts";

type Values = { current: string; password: string; again: string };

/** Changes one's own password. */
export function Password() {
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const change = useMutation({
    mutationFn: ({ current, password }: Values) => ask(api.PUT("/api/v1/me/password", { body: { current, password } })),
    onSuccess: () => {
      form.resetFields();
      void message.success(t("settings.passwordDone"));
      void queries.invalidateQueries({ queryKey: ["sessions"] });
    },
  });
  const reasons =
    change.error instanceof Problem
      ? (change.error.body.errors ?? []).filter((one) => one.field === "password").map((one) => one.reason)
      : [];
  const needed = [{ required: true, message: t("settings.needed") }];
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("settings.password")}</h2>
      </div>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        validateTrigger="onBlur"
        className="panel-body settings-form"
        onFinish={(values: Values) => change.mutate(values)}
      >
        <Form.Item name="current" label={t("settings.current")} rules={needed}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t("settings.next")}
          extra={t("settings.passwordLead")}
          rules={needed}
          {...(reasons.length > 0 && { validateStatus: "error", help: reasons.join("；") })}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t("settings.again")}
          dependencies={["password"]}
          rules={[
            ...needed,
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || value === getFieldValue("password")
                  ? Promise.resolve()
                  : Promise.reject(new Error(t("settings.different"))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {change.error && reasons.length === 0 && <ProblemNote problem={change.error} fields />}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t("settings.passwordDo")}
        </Button>
      </Form>
    </section>
  );
}
