import { DeleteOutlined, EditOutlined, PlusOutlined, TagsOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input, InputNumber, Modal, Popconfirm, Switch } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { Empty } from "../../parts/Empty.tsx";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SmallTable } from "../../parts/SmallTable.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { keyOf } from "../tickets/settings/key.ts";
import { CallbackTabs } from "./CallbackTabs.tsx";
import { callbacksChanged, type OpinionCategory, useOpinionCategories } from "./data.ts";

/** What opinions can be about: added to and renamed; one in use is retired, never deleted. */
export function OpinionCategories() {
  const { t, pick } = useText();
  const { may } = useMe();
  const { items, error, waiting } = useOpinionCategories();
  const [asked, setAsked] = useState<"new" | OpinionCategory>();
  const settings = may("service.settings");
  const add = settings && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAsked("new")}>
      {t("callbacks.addCategory")}
    </Button>
  );
  return (
    <div className="page">
      <PageHead title={t("callbacks.opinionCategories")}>{add}</PageHead>
      <CallbackTabs />
      <p className="quiet">{t("callbacks.opinionCategoriesLead")}</p>
      <ProblemNote problem={error} />
      {waiting && <Waiting />}
      {!waiting && !error && items.length === 0 && (
        <Empty
          icon={<TagsOutlined />}
          title={t("callbacks.opinionCategoriesNone")}
          lead={t("callbacks.opinionCategoriesNoneLead")}
        >
          {add}
        </Empty>
      )}
      {items.length > 0 && (
        <SmallTable<OpinionCategory>
          label={t("callbacks.opinionCategories")}
          rows={items}
          id={(row) => row.key}
          columns={[
            {
              key: "name",
              title: t("callbacks.category"),
              cell: (row) => <span className={row.active ? undefined : "quiet"}>{pick(row.label)}</span>,
            },
            { key: "other", title: t("callbacks.inOtherLanguage"), cell: (row) => <OtherName row={row} /> },
            {
              key: "used",
              title: t("callbacks.categoryState"),
              cell: (row) => (
                <span className="quiet">
                  {[
                    t(row.active ? "callbacks.categoryActive" : "callbacks.categoryRetired"),
                    row.used && t("callbacks.categoryUsed"),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              ),
            },
            ...(settings
              ? [
                  {
                    key: "verbs",
                    title: "",
                    cell: (row: OpinionCategory) => <Verbs row={row} onEdit={() => setAsked(row)} />,
                  },
                ]
              : []),
          ]}
        />
      )}
      {asked && (
        <Dialog items={items} {...(asked !== "new" && { category: asked })} onClose={() => setAsked(undefined)} />
      )}
    </div>
  );
}

function OtherName({ row }: { row: OpinionCategory }) {
  const { language } = useText();
  return <>{language === "en" ? row.label.zh : row.label.en}</>;
}

const at = (key: string) => ({ params: { path: { key } } });

function Verbs({ row, onEdit }: { row: OpinionCategory; onEdit: () => void }) {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const name = pick(row.label);
  const onError = (problem: Error) => void message.error(problem.message);
  const turn = useMutation({
    mutationFn: (active: boolean) =>
      ask(api.PATCH("/api/v1/opinion-categories/{key}", { ...at(row.key), body: { active } })),
    onSuccess: callbacksChanged,
    onError,
  });
  const remove = useMutation({
    mutationFn: () => ask(api.DELETE("/api/v1/opinion-categories/{key}", at(row.key))),
    onSuccess: callbacksChanged,
    onError,
  });
  return (
    <span className="row nowrap category-verbs">
      <Switch
        size="small"
        checked={row.active}
        loading={turn.isPending}
        aria-label={t("callbacks.categoryInUse", { name })}
        onChange={(active) => turn.mutate(active)}
      />
      <Button
        size="small"
        type="text"
        icon={<EditOutlined />}
        aria-label={`${t("parts.edit")}: ${name}`}
        onClick={onEdit}
      />
      {!row.used && (
        <Popconfirm
          title={t("callbacks.deleteCategory", { name })}
          okText={t("callbacks.delete")}
          cancelText={t("parts.cancel")}
          onConfirm={() => remove.mutate()}
        >
          <Button
            size="small"
            type="text"
            danger
            icon={<DeleteOutlined />}
            loading={remove.isPending}
            aria-label={`${t("callbacks.delete")}: ${name}`}
          />
        </Popconfirm>
      )}
    </span>
  );
}

type Values = { zh: string; en: string; position: number };
type DialogProps = {
  readonly items: readonly OpinionCategory[];
  readonly category?: OpinionCategory;
  readonly onClose: () => void;
};

function Dialog({ items, category, onClose }: DialogProps) {
  const { t } = useText();
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: ({ zh, en, position }: Values) => {
      const facts = { label: { zh: zh.trim(), en: en.trim() }, position };
      return category
        ? ask(api.PATCH("/api/v1/opinion-categories/{key}", { ...at(category.key), body: facts }))
        : ask(
            api.POST("/api/v1/opinion-categories", {
              body: { ...facts, key: keyOf(en, new Set(items.map((one) => one.key))) },
            }),
          );
    },
    onSuccess: async () => {
      await callbacksChanged();
      onClose();
    },
  });
  const needed = [{ required: true, whitespace: true, message: t("callbacks.needed") }];
  return (
    <Modal
      open
      title={t(category ? "callbacks.editCategory" : "callbacks.addCategory")}
      okText={t("parts.save")}
      cancelText={t("parts.cancel")}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={
          category
            ? { ...category.label, position: category.position }
            : { position: Math.max(0, ...items.map((one) => one.position)) + 10 }
        }
        onFinish={(values) => save.mutate(values)}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && form.submit()}
      >
        <Form.Item name="zh" label={t("callbacks.nameZh")} rules={needed}>
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="en" label={t("callbacks.nameEn")} rules={needed}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="position" label={t("callbacks.position")} className="form-last">
          <InputNumber min={0} max={10_000} step={10} />
        </Form.Item>
        <ProblemNote problem={save.error} fields />
      </Form>
    </Modal>
  );
}
