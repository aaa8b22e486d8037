import { useMutation } from "@tanstack/react-query";
import { App, Form, Input, Modal, TreeSelect } from "antd";
import { api, ask } from "../api.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useText } from "../texts/index.ts";
import { type Department, type Node, staffChanged, treeOf } from "./data.ts";

export type DepartmentTask =
  | { verb: "add"; parentId: string | null }
  | { verb: "rename"; department: Department }
  | { verb: "move"; department: Department };
type Values = { code: string; name: string; nameEn?: string; parentId: string };
type Props = {
  task: DepartmentTask;
  departments: readonly Department[];
  nameOf: (one: Department) => string;
  onClose: () => void;
};

const top = "top";
const titles = { add: "staff.addDepartment", rename: "staff.rename", move: "staff.move" } as const;

/** Adds, renames or moves a department. */
export function DepartmentForm({ task, departments, nameOf, onClose }: Props) {
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: async (given: Values) => {
      const parentId = given.parentId === top ? null : given.parentId;
      const nameEn = given.nameEn?.trim() || null;
      if (task.verb === "add")
        return void (await ask(
          api.POST("/api/v1/departments", { body: { code: given.code, name: given.name, nameEn, parentId } }),
        ));
      const params = { path: { id: task.department.id } };
      if (task.verb === "rename")
        return ask(api.PATCH("/api/v1/departments/{id}", { params, body: { name: given.name, nameEn } }));
      return ask(api.PUT("/api/v1/departments/{id}/parent", { params, body: { parentId } }));
    },
    onSuccess: () => {
      void message.success(t("staff.departmentSaved"));
      void staffChanged();
      onClose();
    },
  });
  const needed = [{ required: true, whitespace: true, message: t("staff.needed") }];
  const self = task.verb === "add" ? undefined : task.department;
  const choice = ({ department, children }: Node): object => ({
    value: department.id,
    title: nameOf(department),
    // A department cannot become part of itself.
    disabled: department.id === self?.id,
    children: department.id === self?.id ? [] : children.map(choice),
  });
  return (
    <Modal
      open
      onCancel={onClose}
      title={self ? `${t(titles[task.verb])}: ${nameOf(self)}` : t(titles[task.verb])}
      okText={t("parts.save")}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
      width={420}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values: Values) => save.mutate(values)}
        initialValues={{
          name: self?.name,
          nameEn: self?.nameEn ?? "",
          parentId: (task.verb === "add" ? task.parentId : task.department.parentId) ?? top,
        }}
      >
        {task.verb !== "move" && (
          <>
            <Form.Item name="name" label={t("staff.departmentName")} rules={needed}>
              <Input autoFocus maxLength={100} />
            </Form.Item>
            <Form.Item name="nameEn" label={t("staff.departmentNameEn")}>
              <Input maxLength={100} />
            </Form.Item>
          </>
        )}
        {task.verb === "add" && (
          <Form.Item
            name="code"
            label={t("staff.departmentCode")}
            extra={t("staff.departmentCodeLead")}
            rules={[...needed, { pattern: /^[A-Z][A-Z0-9_-]{0,19}$/, message: t("staff.departmentCodeLead") }]}
            normalize={(code: string) => code.toUpperCase()}
          >
            <Input maxLength={20} />
          </Form.Item>
        )}
        {task.verb !== "rename" && (
          <Form.Item name="parentId" label={t("staff.departmentParent")}>
            <TreeSelect
              treeDefaultExpandAll
              treeData={[{ value: top, title: t("staff.topLevel") }, ...treeOf(departments).map(choice)]}
            />
          </Form.Item>
        )}
        <ProblemNote problem={save.error} fields />
      </Form>
    </Modal>
  );
}
