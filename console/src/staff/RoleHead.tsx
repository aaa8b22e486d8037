import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { api, ask, queries } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useText } from "../texts/index.ts";
import { type Role, staffChanged } from "./data.ts";

/** The name of a role and who holds it; renaming and deleting. */
export function RoleHead({ role, onDeleted }: { role: Role; onDeleted: () => void }) {
  const { t, pick } = useText();
  const { may } = useMe();
  const { message, modal } = App.useApp();
  const [renaming, setRenaming] = useState(false);
  const [form] = Form.useForm<{ zh: string; en: string }>();
  const rename = useMutation({
    mutationFn: (label: { zh: string; en: string }) =>
      ask(
        api.PATCH("/api/v1/roles/{id}", { params: { path: { id: role.id } }, body: { version: role.version, label } }),
      ),
    onSuccess: (saved) => {
      queries.setQueryData(["roles", role.id], saved);
      void queries.invalidateQueries({ queryKey: ["role-names"] });
      void staffChanged();
      setRenaming(false);
    },
  });
  const remove = () =>
    modal.confirm({
      title: t("staff.deleteAsk", { name: pick(role.label) }),
      content: t("staff.deleteLead"),
      okText: t("staff.deleteRole"),
      cancelText: t("parts.cancel"),
      okButtonProps: { danger: true },
      onOk: () =>
        ask(api.DELETE("/api/v1/roles/{id}", { params: { path: { id: role.id } } }))
          .then(() => {
            void message.success(t("staff.deleted"));
            onDeleted();
            return staffChanged();
          })
          .catch((problem: Error) => void message.error(problem.message)),
    });
  const needed = [{ required: true, whitespace: true, message: t("staff.needed") }];
  return (
    <header className="panel-head role-head">
      <h2>
        {pick(role.label)} <span className="quiet small">{t("staff.staffCount", { count: role.staffCount })}</span>
      </h2>
      {may("identity.roles.manage") && (
        <span className="row">
          <Button size="small" type="text" onClick={() => setRenaming(true)}>
            {t("staff.editRole")}
          </Button>
          <Button size="small" type="text" danger disabled={role.staffCount > 0} onClick={remove}>
            {t("staff.deleteRole")}
          </Button>
        </span>
      )}
      <Modal
        open={renaming}
        onCancel={() => setRenaming(false)}
        title={t("staff.editRole")}
        okText={t("parts.save")}
        onOk={() => form.submit()}
        confirmLoading={rename.isPending}
        width={400}
        destroyOnHidden
      >
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={role.label}
          onFinish={(values: { zh: string; en: string }) => rename.mutate(values)}
        >
          <Form.Item name="zh" label={t("staff.roleZh")} rules={needed}>
            <Input autoFocus maxLength={50} />
          </Form.Item>
          <Form.Item name="en" label={t("staff.roleEn")} rules={needed}>
            <Input maxLength={50} />
          </Form.Item>
          <ProblemNote problem={rename.error} fields />
        </Form>
      </Modal>
    </header>
  );
}
