import { EditOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { api, ask, queries } from "../../../api.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { SmallTable } from "../../../parts/SmallTable.tsx";
import { Tag } from "../../../parts/Tag.tsx";
import { Waiting } from "../../../parts/Waiting.tsx";
import { useSkillName } from "../skills.ts";
import { useText } from "../../../texts/index.ts";
import { type Colleague, useCategories, useColleagues } from "../data.ts";
import { LoadBar } from "../LoadBar.tsx";

/** Who works on tickets: what each can do, how much at once, and what they have in hand. */
export function People() {
  const { t } = useText();
  const skillName = useSkillName();
  const { people, departmentOf } = useColleagues();
  const [changed, setChanged] = useState<Colleague>();
  if (!people.length) return <Waiting />;
  return (
    <>
      <p className="quiet">{t("tickets.peopleLead")}</p>
      <SmallTable<Colleague>
        label={t("tickets.tab.people")}
        rows={people}
        id={(one) => one.staffId}
        columns={[
          { key: "name", title: t("tickets.person"), cell: (one) => <strong>{one.name}</strong> },
          { key: "department", title: t("tickets.department"), cell: (one) => departmentOf(one.departmentId) },
          {
            key: "skills",
            title: t("tickets.skills"),
            cell: (one) =>
              one.skills.length ? (
                <span className="row skill-tags">
                  {one.skills.map((skill) => (
                    <Tag key={skill}>{skillName(skill)}</Tag>
                  ))}
                </span>
              ) : (
                <span className="quiet">—</span>
              ),
          },
          {
            key: "load",
            title: t("tickets.load"),
            cell: (one) => <LoadBar open={one.open} capacity={one.capacity} />,
          },
          { key: "chats", title: t("tickets.chatLimit"), number: true, cell: (one) => one.chatLimit },
          {
            key: "edit",
            title: "",
            cell: (one) => (
              <Button
                size="small"
                type="text"
                icon={<EditOutlined />}
                aria-label={`${t("parts.edit")}: ${one.name}`}
                onClick={() => setChanged(one)}
              >
                {t("parts.edit")}
              </Button>
            ),
          },
        ]}
      />
      {changed && <Profile of={changed} onClose={() => setChanged(undefined)} />}
    </>
  );
}

type Values = { skills: string[]; capacity: number; chatLimit: number };

function Profile({ of, onClose }: { of: Colleague; onClose: () => void }) {
  const { t } = useText();
  const skillName = useSkillName();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const wanted = useCategories().flatMap((one) => one.skill ?? []);
  const save = useMutation({
    mutationFn: (body: Values) =>
      ask(api.PUT("/api/v1/ticket-staff/{id}", { params: { path: { id: of.staffId } }, body })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["ticket-staff"] });
      void message.success(t("tickets.profileSaved", { name: of.name }));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={of.name}
      okText={t("parts.save")}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ skills: of.skills, capacity: of.capacity, chatLimit: of.chatLimit }}
        onFinish={(values) => save.mutate(values)}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && form.submit()}
      >
        <Form.Item name="skills" label={t("tickets.skills")} extra={t("tickets.skillsLead")}>
          <Select
            mode="tags"
            autoFocus
            tokenSeparators={[",", "，", "、", " "]}
            options={[...new Set(wanted)].map((one) => ({ value: one, label: skillName(one) }))}
          />
        </Form.Item>
        <Form.Item name="capacity" label={t("tickets.capacity")} extra={t("tickets.capacityLead")}>
          <InputNumber min={0} max={1000} />
        </Form.Item>
        <Form.Item name="chatLimit" label={t("tickets.chatLimit")} className="form-last">
          <InputNumber min={0} max={50} />
        </Form.Item>
        <ProblemNote problem={save.error} fields />
      </Form>
    </Modal>
  );
}
