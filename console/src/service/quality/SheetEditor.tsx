import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Checkbox, Form, Input, InputNumber, Select } from "antd";
import { api, ask, queries } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SidePanel } from "../../parts/SidePanel.tsx";
import { useText } from "../../texts/index.ts";
import type { Sheet, SheetItem } from "./data.ts";

type Values = { title: { zh: string; en: string }; items: SheetItem[] };

/** Changes a sheet, as its next version; what has no input of its own (keys, explanations) stays with its item. */
export function SheetEditor({ sheet, onClose }: { sheet: Sheet; onClose: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: ({ title, items }: Values) =>
      ask(
        api.PUT("/api/v1/quality/sheets/{key}", {
          params: { path: { key: sheet.key } },
          body: { version: sheet.version, kind: sheet.kind, title, items: items.map(plain) },
        }),
      ),
    onSuccess: () => {
      void message.success(t("quality.sheetSaved"));
      void queries.invalidateQueries({ queryKey: ["quality", "sheets"] });
      onClose();
    },
  });
  const needed = [{ required: true, whitespace: true, message: t("quality.needed") }];
  return (
    <SidePanel
      open
      onClose={onClose}
      title={t("quality.editSheet")}
      width={720}
      footer={
        <div className="row">
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
            {t("quality.saveSheet")}
          </Button>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
        </div>
      }
    >
      <p className="quiet">{t("quality.editLead")}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        className="dialog-form"
        initialValues={{ title: sheet.title, items: sheet.items }}
        onFinish={() => save.mutate(form.getFieldsValue(true) as Values)}
      >
        <div className="knowledge-two">
          <Form.Item name={["title", "zh"]} label={`${t("quality.sheets")} · ${t("quality.itemZh")}`} rules={needed}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name={["title", "en"]} label={`${t("quality.sheets")} · ${t("quality.itemEn")}`} rules={needed}>
            <Input maxLength={80} />
          </Form.Item>
        </div>
        <Form.List name="items">
          {(fields, { add, remove }) => (
            <div className="stack">
              {fields.map((field, at) => (
                <fieldset key={field.key} className="quality-edit">
                  <legend className="spread">
                    <span>
                      {t("quality.item")} {at + 1}
                    </span>
                    {fields.length > 1 && (
                      <Button
                        type="text"
                        size="small"
                        danger
                        icon={<DeleteOutlined />}
                        aria-label={t("quality.removeItem")}
                        onClick={() => remove(field.name)}
                      />
                    )}
                  </legend>
                  <div className="knowledge-two">
                    <Form.Item name={[field.name, "label", "zh"]} label={t("quality.itemZh")} rules={needed}>
                      <Input maxLength={60} />
                    </Form.Item>
                    <Form.Item name={[field.name, "label", "en"]} label={t("quality.itemEn")} rules={needed}>
                      <Input maxLength={80} />
                    </Form.Item>
                  </div>
                  <div className="row">
                    <Form.Item name={[field.name, "kind"]} noStyle>
                      <Select
                        aria-label={t("quality.kind")}
                        style={{ width: 120 }}
                        options={[
                          { value: "check", label: t("quality.check") },
                          { value: "mark", label: t("quality.mark") },
                        ]}
                      />
                    </Form.Item>
                    <Form.Item name={[field.name, "weight"]} noStyle rules={[{ required: true }]}>
                      <InputNumber
                        min={1}
                        max={100}
                        precision={0}
                        prefix={t("quality.weightShort")}
                        aria-label={t("quality.weightShort")}
                      />
                    </Form.Item>
                    <Form.Item name={[field.name, "conduct"]} noStyle valuePropName="checked">
                      <Checkbox>{t("quality.isConduct")}</Checkbox>
                    </Form.Item>
                  </div>
                </fieldset>
              ))}
              <Button
                icon={<PlusOutlined />}
                onClick={() =>
                  add({
                    key: `item-${Date.now().toString(36)}`,
                    label: { zh: "", en: "" },
                    kind: "check",
                    weight: 10,
                    steps: 5,
                    conduct: false,
                  })
                }
              >
                {t("quality.addItem")}
              </Button>
            </div>
          )}
        </Form.List>
        <ProblemNote problem={save.error} fields />
      </Form>
    </SidePanel>
  );
}

const plain = ({ key, label, about, kind, weight, steps, conduct }: SheetItem): SheetItem => ({
  key,
  label,
  ...(about && { about }),
  kind,
  weight,
  steps,
  conduct,
});
