import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input, Select } from "antd";
import { api, ask } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SidePanel } from "../../parts/SidePanel.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { forgetProblems, showProblems } from "../knowledge/problems.ts";
import { CustomerSearch } from "../contacts/CustomerSearch.tsx";
import { type Handover, handoversChanged, useHandover, useReceivers } from "./data.ts";

type Handed = { customerId?: string; situation?: string; openMatters?: string | null; promised?: string | null };
type Values = { title: string; toDepartmentId: string; toStaffId?: string; customers: Handed[] };
type Props = {
  readonly customerId?: string;
  /** A handover that came back, to be mended and given again. */
  readonly again?: string;
  readonly onClose: () => void;
};

/** Hands customers over: to whom, and of each what there is to know. */
export function GiveHandover({ customerId, again, onClose }: Props) {
  const { t } = useText();
  const before = useHandover(again);
  return (
    <SidePanel open onClose={onClose} title={t("handovers.new")} width={640}>
      {again && before.isPending ? (
        <Waiting />
      ) : (
        <HandoverForm {...(customerId && { customerId })} before={before.data} onClose={onClose} />
      )}
    </SidePanel>
  );
}

function HandoverForm({
  customerId,
  before,
  onClose,
}: {
  customerId?: string;
  before: Handover | undefined;
  onClose: () => void;
}) {
  const { t, language } = useText();
  const { message } = App.useApp();
  const [, set] = useUrlState();
  const receivers = useReceivers();
  const [form] = Form.useForm<Values>();
  const departmentId = Form.useWatch("toDepartmentId", form);
  const save = useMutation({
    mutationFn: ({ title, toDepartmentId, toStaffId, customers }: Values) =>
      ask(
        api.POST("/api/v1/handovers", {
          body: {
            title,
            toDepartmentId,
            ...(toStaffId && { toStaffId }),
            customers: customers.map((one) => ({
              customerId: one.customerId!,
              situation: one.situation!,
              openMatters: one.openMatters || null,
              promised: one.promised || null,
            })),
          },
        }),
      ),
    onSuccess: (made) => {
      void message.success(t("handovers.givenDone"));
      void handoversChanged();
      set({ new: undefined, customer: undefined, again: undefined, tab: "given", open: made.id });
    },
    onError: (problem) => showProblems(form, problem),
  });
  const start: Partial<Values> = before
    ? {
        title: before.title,
        toDepartmentId: before.toDepartmentId,
        ...(before.toStaffId && { toStaffId: before.toStaffId }),
        customers: before.handed.map(({ customerId: id, situation, openMatters, promised }) => ({
          ...(id && { customerId: id }),
          ...(situation && { situation }),
          openMatters: openMatters ?? null,
          promised: promised ?? null,
        })),
      }
    : { customers: [customerId ? { customerId } : {}] };
  const needed = (message_: string) => [{ required: true, whitespace: true, message: message_ }];
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={start}
      onValuesChange={() => forgetProblems(form)}
      onFinish={(values) => save.mutate(values)}
      scrollToFirstError={{ block: "center", focus: true }}
      onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && form.submit()}
    >
      <Form.List name="customers">
        {(fields, { add, remove }) => (
          <div className="stack">
            {fields.map((field, at) => (
              <fieldset key={field.key} className="handover-form">
                <legend className="spread">
                  <span>{t("handovers.customer", { count: at + 1 })}</span>
                  {fields.length > 1 && (
                    <Button
                      type="text"
                      size="small"
                      icon={<DeleteOutlined />}
                      aria-label={t("handovers.removeCustomer", { count: at + 1 })}
                      onClick={() => remove(field.name)}
                    />
                  )}
                </legend>
                <Form.Item
                  name={[field.name, "customerId"]}
                  rules={[{ required: true, message: t("handovers.customerNeeded") }]}
                >
                  <CustomerSearch autoFocus={at === 0 && !customerId && !before} />
                </Form.Item>
                <Form.Item
                  name={[field.name, "situation"]}
                  label={t("handovers.situation")}
                  rules={needed(t("handovers.situationNeeded"))}
                  validateTrigger="onBlur"
                >
                  <Input.TextArea
                    autoSize={{ minRows: 2 }}
                    maxLength={3_000}
                    placeholder={t("handovers.situationHint")}
                  />
                </Form.Item>
                <Form.Item name={[field.name, "openMatters"]} label={t("handovers.openMatters")}>
                  <Input.TextArea autoSize={{ minRows: 1 }} maxLength={3_000} />
                </Form.Item>
                <Form.Item name={[field.name, "promised"]} label={t("handovers.promised")}>
                  <Input maxLength={1_000} />
                </Form.Item>
              </fieldset>
            ))}
            <div>
              <Button size="small" icon={<PlusOutlined />} onClick={() => add({})}>
                {t("handovers.addCustomer")}
              </Button>
            </div>
          </div>
        )}
      </Form.List>
      <div className="handover-to">
        <Form.Item
          name="toDepartmentId"
          label={t("handovers.department")}
          rules={[{ required: true, message: t("handovers.departmentNeeded") }]}
        >
          <Select
            showSearch={{ optionFilterProp: "label" }}
            onChange={() => form.setFieldValue("toStaffId", undefined)}
            options={(receivers?.departments ?? []).map((one) => ({
              value: one.id,
              label: language === "en" ? one.nameEn : one.name,
            }))}
          />
        </Form.Item>
        <Form.Item name="toStaffId" label={t("handovers.person")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("handovers.anybody")}
            disabled={!departmentId}
            options={(receivers?.people ?? [])
              .filter((one) => one.departmentId === departmentId)
              .map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
      </div>
      <Form.Item
        name="title"
        label={t("handovers.what")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("handovers.titleNeeded") }]}
        validateTrigger="onBlur"
      >
        <Input maxLength={120} placeholder={t("handovers.titleHint")} />
      </Form.Item>
      <p className="quiet">{t("handovers.responsible")}</p>
      <ProblemNote problem={save.error} />
      <div className="row handover-end">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("handovers.give")}
        </Button>
        <Button onClick={onClose}>{t("parts.cancel")}</Button>
      </div>
    </Form>
  );
}
