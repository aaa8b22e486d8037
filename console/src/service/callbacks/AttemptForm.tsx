import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, DatePicker, Form, Radio } from "antd";
import type { Dayjs } from "dayjs";
import { api, ask } from "../../api.ts";
import { useKeys } from "../../frame/keys.ts";
import { companyTime, fromPicker, toPicker } from "../../parts/clock.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { type CallbackPage, callbacksChanged } from "./data.ts";
import { earlier } from "./RecordForm.tsx";

const outcomes = ["no_answer", "busy", "off", "wrong_number", "not_now", "refused"] as const;
type Values = { outcome: (typeof outcomes)[number]; tryAt?: Dayjs };

const inTwoHours = () => new Date(Date.now() + 2 * 3_600_000).toISOString();

/** Nobody was reached: why, and when to try again; the last try says that it is the last. */
export function AttemptForm({ page, onDone }: { page: CallbackPage; onDone: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const id = page.callback.id!;
  const count = (page.callback.attempts ?? 0) + 1;
  const outcome = Form.useWatch("outcome", form);
  const last = count >= page.attemptsAllowed || outcome === "refused";
  const save = useMutation({
    mutationFn: ({ outcome: why, tryAt }: Values) =>
      ask(
        api.POST("/api/v1/callbacks/{id}/attempts", {
          params: { path: { id } },
          body: {
            at: earlier(new Date().toISOString()),
            way: page.callback.way === "visit" ? "visit" : "phone",
            outcome: why,
            ...(!last && tryAt && { tryAt: fromPicker(tryAt) }),
          },
        }),
      ),
    onSuccess: async () => {
      void message.success(t("callbacks.savedTry"));
      onDone();
      await callbacksChanged();
    },
  });
  useKeys({ "mod+enter": () => form.submit() });
  const again = (at: string) => form.setFieldValue("tryAt", toPicker(at));
  const soon = () => again(inTwoHours());
  const tomorrow = () => again(companyTime(Date.now()).add(1, "day").startOf("day").add(10, "hour").toISOString());
  return (
    <Form
      form={form}
      layout="vertical"
      className="call-form"
      initialValues={{ outcome: "no_answer", tryAt: toPicker(inTwoHours()) }}
      onFinish={(values) => save.mutate(values)}
    >
      <Form.Item name="outcome" label={t("callbacks.outcome")}>
        <Radio.Group options={outcomes.map((one) => ({ value: one, label: t(`callbacks.${one}`) }))} />
      </Form.Item>
      {last ? (
        <Alert type="warning" showIcon title={t("callbacks.tryLast")} />
      ) : (
        <Form.Item label={t("callbacks.tryAt")} extra={t("callbacks.tryCount", { count, most: page.attemptsAllowed })}>
          <div className="row">
            <Form.Item name="tryAt" noStyle rules={[{ required: true, message: t("callbacks.needed") }]}>
              <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" aria-label={t("callbacks.tryAt")} />
            </Form.Item>
            <Button size="small" onClick={soon}>
              {t("callbacks.inTwoHours")}
            </Button>
            <Button size="small" onClick={tomorrow}>
              {t("callbacks.tomorrowMorning")}
            </Button>
          </div>
        </Form.Item>
      )}
      <ProblemNote problem={save.error} fields />
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t("callbacks.saveTry")}
      </Button>
    </Form>
  );
}
