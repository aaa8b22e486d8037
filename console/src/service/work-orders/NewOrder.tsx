import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Form, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { api, ask, Problem, type Schema } from "../../api.ts";
import { FieldInput } from "../../parts/FieldInput.tsx";
import { groupPhone } from "../../parts/Masked.tsx";
import { useNoun } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SidePanel } from "../../parts/SidePanel.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { ordersChanged, useInstallers } from "./data.ts";
import { useShortArea } from "./words.tsx";

type Values = Pick<Schema<"NewWorkOrderInput">, "kind" | "description" | "urgency" | "skill" | "locality"> & {
  customerId?: string;
  addressId?: string;
};

/** Opens a work order; from a ticket or a customer's page, these stand in the address. */
export function NewOrder({ onClose }: { onClose: () => void }) {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [state] = useUrlState();
  const noun = useNoun("workOrder");
  const area = useShortArea();
  const [form] = Form.useForm<Values>();
  const ticket = useQuery({
    queryKey: ["tickets", "one", state.ticket],
    queryFn: () => ask(api.GET("/api/v1/tickets/{id}", { params: { path: { id: state.ticket! } } })),
    enabled: Boolean(state.ticket),
  }).data;
  const customerId = Form.useWatch("customerId", form) ?? state.customer ?? ticket?.customerId;
  const skills = [...new Set((useInstallers().data?.items ?? []).flatMap((one) => one.skills))].sort();
  const addresses =
    useQuery({
      queryKey: ["customers", customerId, "addresses"],
      queryFn: () => ask(api.GET("/api/v1/customers/{id}/addresses", { params: { path: { id: customerId! } } })),
      enabled: Boolean(customerId),
    }).data?.items ?? [];
  const save = useMutation({
    mutationFn: (values: Values) =>
      ask(
        api.POST("/api/v1/work-orders", {
          body: {
            ...(state.ticket ? { ticketId: state.ticket } : { customerId: customerId! }),
            kind: values.kind,
            description: values.description,
            ...((values.addressId ?? addresses[0]?.id) && { addressId: values.addressId ?? addresses[0]!.id! }),
            ...(values.urgency && { urgency: values.urgency }),
            ...(values.skill && { skill: values.skill }),
            ...(values.locality && { locality: values.locality }),
          },
        }),
      ),
    onSuccess: (made) => {
      void message.success(t("workOrders.newSaved", { number: made.number ?? "" }));
      void ordersChanged();
      void navigate({ to: `/work-orders/${made.id}` });
    },
    onError: (problem) => {
      if (problem instanceof Problem)
        form.setFields((problem.body.errors ?? []).map((one) => ({ name: one.field as never, errors: [one.reason] })));
    },
  });
  const field = (key: string) => noun?.fields.find((one) => one.key === key);
  const needed = [{ required: true, message: t("workOrders.needed") }];
  const item = (key: keyof Values, required = false) => {
    const known = field(key);
    return known ? (
      <Form.Item name={key} label={pick(known.label)} {...(required && { rules: needed })}>
        <FieldInput field={known} />
      </Form.Item>
    ) : null;
  };
  return (
    <SidePanel
      open
      onClose={onClose}
      title={t("workOrders.newTitle")}
      footer={
        <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
          {t("workOrders.newSave")}
        </Button>
      }
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          kind: state.ticket ? "repair" : "installation",
          urgency: "normal",
          ...(state.customer && { customerId: state.customer }),
        }}
        onFinish={(values) => save.mutate(values)}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && form.submit()}
      >
        {state.ticket ? (
          <p className="quiet form-lead">{t("workOrders.fromTicket")}</p>
        ) : (
          <Form.Item name="customerId" label={t("workOrders.newCustomer")} rules={needed}>
            <CustomerPick />
          </Form.Item>
        )}
        {item("kind", true)}
        {item("description", true)}
        {addresses.length > 0 && (
          <Form.Item name="addressId" label={t("workOrders.address")}>
            <Select
              placeholder={t("workOrders.choose")}
              defaultValue={addresses[0]!.id}
              options={addresses.map((one) => ({
                value: one.id,
                label: [area(one.division), one.detail, one.label].filter(Boolean).join(" "),
              }))}
            />
          </Form.Item>
        )}
        <Form.Item name="skill" label={pick(field("skill")?.label)}>
          <Select
            allowClear
            placeholder={t("workOrders.anySkill")}
            options={skills.map((one) => ({ value: one, label: one }))}
          />
        </Form.Item>
        {item("urgency")}
        <ProblemNote problem={save.error} fields />
      </Form>
    </SidePanel>
  );
}

/** Finds a customer as people search them. */
function CustomerPick({
  value,
  onChange,
  id,
}: {
  value?: string;
  onChange?: (id: string | undefined) => void;
  id?: string;
}) {
  const { t } = useText();
  const [word, setWord] = useState("");
  const asked = useDeferredValue(word.trim());
  const found = useQuery({
    queryKey: ["customers", "pick", asked],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/customers", { params: { query: { q: asked, limit: 10 } }, signal })),
    enabled: asked.length > 0,
  });
  const known = useQuery({
    queryKey: ["customers", value],
    queryFn: () => ask(api.GET("/api/v1/customers/{id}", { params: { path: { id: value! } } })),
    enabled: Boolean(value),
  }).data;
  const options = [...(known ? [known] : []), ...(found.data?.items ?? [])];
  return (
    <Select
      {...(id && { id })}
      showSearch={{ filterOption: false, onSearch: setWord }}
      allowClear
      autoFocus
      value={value}
      onChange={onChange}
      loading={found.isFetching}
      placeholder={t("workOrders.newCustomer")}
      notFoundContent={null}
      options={[...new Map(options.map((one) => [one.customerId, one])).values()].map((one) => ({
        value: one.customerId!,
        label: one.name,
        phone: one.phone,
      }))}
      optionRender={(option) => (
        <span className="spread">
          <span>{option.label}</span>
          <span className="quiet small">{option.data.phone && groupPhone(option.data.phone)}</span>
        </span>
      )}
    />
  );
}
