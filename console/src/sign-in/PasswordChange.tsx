import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { api, ask, Problem } from "../api.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useText } from "../texts/index.ts";

type Values = { password: string; again: string };

/** Replaces a first password; `current` is the one just typed. */
export function PasswordChange({ current, onDone }: { current: string; onDone: () => void }) {
  const { t } = useText();
  const change = useMutation({
    mutationFn: ({ password }: Values) => ask(api.PUT("/api/v1/me/password", { body: { current, password } })),
    onSuccess: onDone,
  });
  const reason = change.error instanceof Problem ? change.error.reasonAt("password") : undefined;
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(values: Values) => change.mutate(values)}>
      <h2>{t("signIn.changeTitle")}</h2>
      <p className="quiet">{t("signIn.changeLead")}</p>
      <Form.Item
        name="password"
        label={t("signIn.next")}
        rules={[{ required: true, message: t("signIn.passwordNeeded") }]}
        {...(reason && { validateStatus: "error", help: reason })}
      >
        <Input.Password autoFocus autoComplete="new-password" size="large" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("signIn.again")}
        dependencies={["password"]}
        validateTrigger="onBlur"
        rules={[
          { required: true, message: t("signIn.again") },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue("password")
                ? Promise.resolve()
                : Promise.reject(new Error(t("signIn.different"))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" size="large" />
      </Form.Item>
      {change.error && !reason && <ProblemNote problem={change.error} />}
      <Button type="primary" htmlType="submit" size="large" block loading={change.isPending}>
        {t("signIn.change")}
      </Button>
    </Form>
  );
}
