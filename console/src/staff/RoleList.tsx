import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Form, Input, Modal, Select } from "antd";
import { api, ask, Problem } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useNarrow } from "../parts/SidePanel.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useText } from "../texts/index.ts";
import { staffChanged } from "./data.ts";
import { RoleEditor } from "./RoleEditor.tsx";
import { StaffTabs } from "./StaffTabs.tsx";

/** Roles at the left, what the chosen one may do and see at the right. */
export function RoleList() {
  const { t, pick } = useText();
  const { may } = useMe();
  const narrow = useNarrow();
  const [url, set] = useUrlState();
  const { data, error } = useQuery({ queryKey: ["roles"], queryFn: () => ask(api.GET("/api/v1/roles")) });
  const roles = data?.items ?? [];
  const chosen = roles.find((one) => one.id === url.role) ?? roles[0];
  return (
    <div className="page">
      <PageHead title={t("staff.title")}>
        {may("identity.roles.manage") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => set({ add: "yes" })}>
            {t("staff.addRole")}
          </Button>
        )}
      </PageHead>
      <StaffTabs />
      <ProblemNote problem={error} />
      {!data && !error && <Waiting lines={6} />}
      {data && (
        <div className="staff-columns">
          {narrow ? (
            <Select
              value={chosen?.id}
              onChange={(role) => set({ role })}
              aria-label={t("staff.roles")}
              options={roles.map((one) => ({ value: one.id, label: pick(one.label) }))}
            />
          ) : (
            <section className="panel departments">
              <ul className="department-tree">
                {roles.map((one) => (
                  <li key={one.id}>
                    <div className={one.id === chosen?.id ? "department department-here" : "department"}>
                      <button
                        type="button"
                        className="department-name"
                        aria-current={one.id === chosen?.id}
                        onClick={() => set({ role: one.id })}
                      >
                        <span>{pick(one.label)}</span>
                        <span className="quiet small">{one.staffCount || ""}</span>
                      </button>
                    </div>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {chosen && <RoleEditor key={chosen.id} id={chosen.id} onDeleted={() => set({ role: undefined })} />}
        </div>
      )}
      <AddRole open={url.add === "yes"} roles={roles} onClose={() => set({ add: undefined })} />
    </div>
  );
}

type Values = { key: string; zh: string; en: string; from?: string };
type Known = { id: string; label: { zh: string; en: string } };

function AddRole({ open, roles, onClose }: { open: boolean; roles: readonly Known[]; onClose: () => void }) {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const add = useMutation({
    mutationFn: async ({ key, zh, en, from }: Values) => {
      const grants = from ? (await ask(api.GET("/api/v1/roles/{id}", { params: { path: { id: from } } }))).grants : [];
      return ask(api.POST("/api/v1/roles", { body: { key, label: { zh, en }, about: { zh: "", en: "" }, grants } }));
    },
    onSuccess: async (made) => {
      void message.success(t("staff.saved"));
      form.resetFields();
      await staffChanged();
      void navigate({ to: "/staff/roles" as "/", search: { role: made.id } });
    },
  });
  const wrong = (field: string) => {
    const reason = add.error instanceof Problem ? add.error.reasonAt(field) : undefined;
    return reason ? { validateStatus: "error" as const, help: reason } : {};
  };
  const needed = [{ required: true, whitespace: true, message: t("staff.needed") }];
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={t("staff.addRole")}
      okText={t("staff.addRole")}
      onOk={() => form.submit()}
      confirmLoading={add.isPending}
      width={420}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values: Values) => add.mutate(values)}>
        <Form.Item name="zh" label={t("staff.roleZh")} rules={needed} {...wrong("zh")}>
          <Input autoFocus maxLength={50} />
        </Form.Item>
        <Form.Item name="en" label={t("staff.roleEn")} rules={needed} {...wrong("en")}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item
          name="key"
          label={t("staff.roleKey")}
          extra={t("staff.roleKeyLead")}
          rules={[...needed, { pattern: /^[a-z][a-z0-9_]{1,40}$/, message: t("staff.roleKeyLead") }]}
          {...wrong("key")}
        >
          <Input maxLength={41} />
        </Form.Item>
        <Form.Item name="from" label={t("staff.copyFrom")}>
          <Select allowClear options={roles.map((one) => ({ value: one.id, label: pick(one.label) }))} />
        </Form.Item>
        <ProblemNote problem={add.error} />
      </Form>
    </Modal>
  );
}
