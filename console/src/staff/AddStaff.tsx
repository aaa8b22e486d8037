import { useMutation } from "@tanstack/react-query";
import { Form, Input, Modal, Select, TreeSelect } from "antd";
import { useState } from "react";
import { api, ask, Problem } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useText } from "../texts/index.ts";
import { type Node, staffChanged, treeOf, useDepartments } from "./data.ts";
import { FirstPassword } from "./FirstPassword.tsx";
import { useRoleNames } from "./people.tsx";

type Values = { name: string; email: string; phone?: string; departmentId: string; roles?: string[] };
type Props = { open: boolean; department: string | undefined; onClose: (made?: string) => void };

/** Adds a member of staff, and shows the first password once. */
export function AddStaff({ open, department, onClose }: Props) {
  const { t, pick } = useText();
  const { may } = useMe();
  const { departments, nameOf } = useDepartments();
  const { roles } = useRoleNames();
  const [form] = Form.useForm<Values>();
  const [made, setMade] = useState<{ id: string; name: string; firstPassword: string }>();
  const add = useMutation({
    mutationFn: ({ phone, roles: given, ...facts }: Values) =>
      ask(api.POST("/api/v1/staff", { body: { ...facts, phone: phone?.trim() || null, roles: given ?? [] } })),
    onSuccess: (reply) => {
      setMade({ id: reply.id!, name: reply.name!, firstPassword: reply.firstPassword });
      form.resetFields();
      void staffChanged();
    },
  });
  const wrong = (field: string) => {
    const reason = add.error instanceof Problem ? add.error.reasonAt(field) : undefined;
    return reason ? { validateStatus: "error" as const, help: reason } : {};
  };
  const choice = ({ department: one, children }: Node): object => ({
    value: one.id,
    title: nameOf(one),
    children: children.map(choice),
  });
  if (made)
    return (
      <FirstPassword
        name={made.name}
        value={made.firstPassword}
        onClose={() => {
          setMade(undefined);
          onClose(made.id);
        }}
      />
    );
  return (
    <Modal
      open={open}
      onCancel={() => onClose()}
      title={t("staff.addTitle")}
      okText={t("staff.add")}
      onOk={() => form.submit()}
      confirmLoading={add.isPending}
      width={460}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        validateTrigger="onBlur"
        initialValues={{ departmentId: department }}
        onFinish={(values: Values) => add.mutate(values)}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.submit()}
      >
        <Form.Item
          name="name"
          label={t("staff.name")}
          rules={[{ required: true, whitespace: true, message: t("staff.nameNeeded") }]}
          {...wrong("name")}
        >
          <Input autoFocus autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item
          name="email"
          label={t("staff.email")}
          rules={[
            { required: true, message: t("staff.emailNeeded") },
            { type: "email", message: t("staff.emailWrong") },
          ]}
          {...wrong("email")}
        >
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        {may("staff.contact:write") && (
          <Form.Item name="phone" label={t("staff.phone")} {...wrong("phone")}>
            <Input autoComplete="off" maxLength={30} inputMode="tel" />
          </Form.Item>
        )}
        <Form.Item
          name="departmentId"
          label={t("staff.department")}
          rules={[{ required: true, message: t("staff.departmentNeeded") }]}
          {...wrong("departmentId")}
        >
          <TreeSelect
            showSearch={{ treeNodeFilterProp: "title" }}
            treeDefaultExpandAll
            treeData={treeOf(departments).map(choice)}
          />
        </Form.Item>
        {may("identity.roles.assign") && (
          <Form.Item name="roles" label={t("staff.roles")} extra={t("staff.rolesLead")} {...wrong("roles")}>
            <Select
              mode="multiple"
              options={roles.map((one) => ({ value: one.key, label: pick(one.label) }))}
              showSearch={{ optionFilterProp: "label" }}
            />
          </Form.Item>
        )}
        <ProblemNote problem={add.error} />
      </Form>
    </Modal>
  );
}
