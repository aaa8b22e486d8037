import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { api, ask, Problem, queries } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Secret } from "../staff/FirstPassword.tsx";
import { useText } from "../texts/index.ts";

type Values = { name: string; grants: string[]; expiresInDays: number };

/** Makes an API token with a part of one's own rights; its text is shown once. */
export function NewToken() {
  const { t, pick } = useText();
  const { me, may } = useMe();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<string>();
  const [form] = Form.useForm<Values>();
  const catalogue = useQuery({
    queryKey: ["permissions"],
    queryFn: () => ask(api.GET("/api/v1/permissions")),
    staleTime: 10 * 60_000,
    enabled: open && may("identity.roles.read"),
  }).data;
  const labels = new Map<string, string>([
    ...(catalogue?.items ?? []).map((one): [string, string] => [one.key, pick(one.label)]),
    ...(catalogue?.fields ?? []).flatMap((group) =>
      group.levels.map((level): [string, string] => [
        level.key,
        `${pick(group.label)} (${group.contains
          .slice(0, 2)
          .map((one) => pick(one))
          .join(", ")}…): ${pick(level.label)}`,
      ]),
    ),
  ]);
  const make = useMutation({
    mutationFn: (body: Values) => ask(api.POST("/api/v1/tokens", { body })),
    onSuccess: ({ token }) => {
      setMade(token);
      setOpen(false);
      form.resetFields();
      void queries.invalidateQueries({ queryKey: ["tokens"] });
    },
  });
  const wrong = (field: string) => {
    const reason = make.error instanceof Problem ? make.error.reasonAt(field) : undefined;
    return reason ? { validateStatus: "error" as const, help: reason } : {};
  };
  const needed = [{ required: true, message: t("settings.needed") }];
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("settings.tokenNew")}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={t("settings.tokenNew")}
        okText={t("settings.tokenNew")}
        onOk={() => form.submit()}
        confirmLoading={make.isPending}
        width={520}
        destroyOnHidden
      >
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ expiresInDays: 90 }}
          onFinish={(values: Values) => make.mutate(values)}
        >
          <p className="quiet form-lead">{t("settings.tokenLead")}</p>
          <Form.Item name="name" label={t("settings.tokenName")} rules={needed} {...wrong("name")}>
            <Input autoFocus maxLength={100} />
          </Form.Item>
          <Form.Item name="grants" label={t("settings.tokenGrants")} rules={needed} {...wrong("grants")}>
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: "label" }}
              options={(me?.grants ?? []).map((grant) => ({ value: grant, label: labels.get(grant) ?? grant }))}
            />
          </Form.Item>
          <Form.Item name="expiresInDays" label={t("settings.tokenDays")} rules={needed} {...wrong("expiresInDays")}>
            <InputNumber min={1} />
          </Form.Item>
          <ProblemNote problem={make.error} />
        </Form>
      </Modal>
      <Modal
        open={made !== undefined}
        closable={false}
        keyboard={false}
        mask={{ closable: false }}
        title={t("settings.tokenMadeTitle")}
        width={520}
        footer={
          <Button type="primary" onClick={() => setMade(undefined)}>
            {t("settings.tokenSaved")}
          </Button>
        }
      >
        <div className="stack">
          <p className="quiet">{t("settings.tokenMadeLead")}</p>
          <Secret value={made ?? ""} />
        </div>
      </Modal>
    </>
  );
}
