import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Form, Input, Select } from "antd";
import { api, ask } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { hotlineChanged } from "./data.ts";

export const useExtensions = () =>
  useQuery({ queryKey: ["hotline", "extensions"], queryFn: () => ask(api.GET("/api/v1/hotline/extensions")) }).data;

/** Who sits at which telephone. */
export function Extensions() {
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ extension: string; staffId: string }>();
  const data = useExtensions();
  const give = useMutation({
    mutationFn: ({ extension, staffId }: { extension: string; staffId: string }) =>
      ask(api.PUT("/api/v1/hotline/extensions/{extension}", { params: { path: { extension } }, body: { staffId } })),
    onSuccess: () => {
      form.resetFields();
      void hotlineChanged();
    },
  });
  const take = useMutation({
    mutationFn: (extension: string) =>
      ask(api.DELETE("/api/v1/hotline/extensions/{extension}", { params: { path: { extension } } })),
    onSuccess: () => void hotlineChanged(),
    onError: (problem) => void message.error(problem.message),
  });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("hotline.extensions")}</h2>
      </div>
      <p className="panel-body quiet">
        {data && !data.items.length ? t("hotline.extensionsNone") : t("hotline.extensionsLead")}
      </p>
      <ul>
        {data?.items.map((one) => (
          <li key={one.extension} className="hotline-line">
            <span>
              <strong>{one.extension}</strong> <span className="quiet">{one.staffName}</span>
            </span>
            <Button size="small" type="text" onClick={() => take.mutate(one.extension)}>
              {t("hotline.remove")}
            </Button>
          </li>
        ))}
      </ul>
      <div className="panel-body">
        <Form
          form={form}
          layout="inline"
          onFinish={(values) => give.mutate({ ...values, extension: values.extension.trim() })}
        >
          <Form.Item
            name="extension"
            rules={[
              { required: true, pattern: /^\s*[0-9A-Za-z*#_-]{1,20}\s*$/, message: t("hotline.extensionNeeded") },
            ]}
          >
            <Input style={{ width: 140 }} placeholder={t("hotline.extension")} aria-label={t("hotline.extension")} />
          </Form.Item>
          <Form.Item name="staffId" rules={[{ required: true, message: t("hotline.personNeeded") }]}>
            <Select
              style={{ width: 180 }}
              placeholder={t("hotline.person")}
              aria-label={t("hotline.person")}
              showSearch={{ optionFilterProp: "label" }}
              options={data?.people.map((one) => ({ value: one.id, label: one.name })) ?? []}
            />
          </Form.Item>
          <Button htmlType="submit" loading={give.isPending}>
            {t("hotline.extensionAdd")}
          </Button>
        </Form>
        <ProblemNote problem={give.error} fields />
      </div>
    </section>
  );
}
