import { useMutation } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Alert, App, AutoComplete, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useDraft } from "../../parts/draft.ts";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { type Article, keepArticle, useArticle, useCategories } from "./data.ts";
import { InsertVariable } from "./InsertVariable.tsx";
import { Markdown } from "./Markdown.tsx";
import { forgetProblems, showProblems } from "./problems.ts";
import "./knowledge.css";

type Values = {
  title: string;
  category: string;
  keywords: string[];
  applies?: string | null;
  answer?: string | null;
  body: string;
  note?: string | null;
};

/** Writes an article beside what its readers will see. */
export function KnowledgeEdit() {
  const { id } = useParams({ strict: false }) as { id?: string };
  const { data, error } = useArticle(id);
  if (error) return <ProblemNote problem={error} />;
  return id && !data ? <Waiting /> : <Editor key={id ?? "new"} article={data} />;
}

function Editor({ article }: { article: Article | undefined }) {
  const { t } = useText();
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const categories = useCategories();
  const [form] = Form.useForm<Values>();
  const kept = useDraft<Values>(`article.${article?.id ?? "new"}.${article?.version ?? 0}`);
  const [restored, setRestored] = useState(kept.draft !== undefined);
  const body = Form.useWatch("body", form);
  const before = article?.draft ?? article;
  const start: Partial<Values> = before
    ? { ...before, note: article?.draft?.note ?? null }
    : { keywords: [], title: "", category: "", body: "" };

  const save = (values: Values) =>
    article
      ? ask(
          api.PUT("/api/v1/articles/{id}/draft", {
            params: { path: { id: article.id } },
            body: { ...plain(values), version: article.version },
          }),
        )
      : ask(api.POST("/api/v1/articles", { body: plain(values) }));
  const show = (saved: Article, said: "knowledge.saved" | "knowledge.publishDone") => {
    kept.drop();
    keepArticle(saved);
    void message.success(t(said));
  };
  const failed = (problem: unknown) => showProblems(form, problem);
  const saving = useMutation({
    mutationFn: save,
    onSuccess: (saved) => {
      show(saved, "knowledge.saved");
      setRestored(false);
      if (!article) void navigate({ to: `/knowledge/${saved.id}/edit` as "/", replace: true });
    },
    onError: failed,
  });
  const publishing = useMutation({
    mutationFn: async (values: Values) => {
      const saved = await save(values);
      // A draft that is kept but not published yet is what a second try begins with.
      keepArticle(saved);
      return ask(
        api.POST("/api/v1/articles/{id}/publication", {
          params: { path: { id: saved.id } },
          body: { version: saved.version },
        }),
      );
    },
    onSuccess: (saved) => {
      show(saved, "knowledge.publishDone");
      void navigate({ to: "/knowledge" as "/", search: { open: saved.id } as never });
    },
    onError: failed,
  });
  const give = () =>
    modal.confirm({
      title: t("knowledge.dropDraftSure"),
      okText: t("knowledge.dropDraft"),
      cancelText: t("parts.cancel"),
      onOk: async () => {
        const saved = await ask(
          api.POST("/api/v1/articles/{id}/draft/removal", {
            params: { path: { id: article!.id } },
            body: { version: article!.version },
          }),
        );
        kept.drop();
        keepArticle(saved);
        void navigate({ to: "/knowledge" as "/", search: { open: saved.id } as never });
      },
    });
  const publish = () =>
    form
      .validateFields()
      .then((values) => publishing.mutate(values))
      .catch(() => {});
  return (
    <div className="page">
      <DeskTabs />
      <PageHead title={t(article ? "knowledge.editTitle" : "knowledge.newArticle")}>
        {article?.draft && article.edition > 0 && <Button onClick={give}>{t("knowledge.dropDraft")}</Button>}
        <Button loading={saving.isPending} onClick={() => form.submit()}>
          {t("knowledge.saveDraft")}
        </Button>
        <Button type="primary" loading={publishing.isPending} onClick={() => void publish()}>
          {t("knowledge.publish")}
        </Button>
      </PageHead>
      {restored && (
        <Alert
          type="info"
          showIcon
          title={t("knowledge.draftKept")}
          action={
            <Button
              size="small"
              onClick={() => {
                kept.drop();
                form.setFieldsValue(start);
                setRestored(false);
              }}
            >
              {t("knowledge.startAnew")}
            </Button>
          }
        />
      )}
      <ProblemNote problem={saving.error ?? publishing.error} />
      <div className="knowledge-edit">
        <Form<Values>
          form={form}
          layout="vertical"
          initialValues={kept.draft ?? start}
          onValuesChange={(_, values) => {
            kept.keep(values);
            forgetProblems(form);
          }}
          onFinish={(values) => saving.mutate(values)}
          scrollToFirstError={{ block: "center", focus: true }}
          onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && form.submit()}
        >
          <Form.Item
            name="title"
            label={t("knowledge.articleTitle")}
            rules={[{ required: true, whitespace: true, message: t("knowledge.titleNeeded") }]}
            validateTrigger="onBlur"
          >
            <Input maxLength={120} autoFocus={!article} />
          </Form.Item>
          <div className="knowledge-two">
            <Form.Item
              name="category"
              label={t("knowledge.category")}
              rules={[{ required: true, whitespace: true, message: t("knowledge.categoryNeeded") }]}
              validateTrigger="onBlur"
            >
              <AutoComplete
                options={categories.map((one) => ({ value: one.category }))}
                showSearch={{ filterOption: true }}
                maxLength={40}
              />
            </Form.Item>
            <Form.Item name="keywords" label={t("knowledge.keywords")} extra={t("knowledge.keywordsExtra")}>
              <Select mode="tags" open={false} suffixIcon={null} maxCount={20} tokenSeparators={[",", "，", "、"]} />
            </Form.Item>
          </div>
          <Form.Item name="applies" label={t("knowledge.applies")}>
            <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} />
          </Form.Item>
          <Form.Item
            name="answer"
            label={
              <span className="spread knowledge-label">
                {t("knowledge.answer")}
                <InsertVariable form={form} field="answer" />
              </span>
            }
            extra={t("knowledge.answerExtra")}
          >
            <Input.TextArea id="answer" autoSize={{ minRows: 3 }} maxLength={3_000} />
          </Form.Item>
          <Form.Item
            name="body"
            label={t("knowledge.body")}
            extra={t("knowledge.bodyExtra")}
            rules={[{ required: true, whitespace: true, message: t("knowledge.bodyNeeded") }]}
            validateTrigger="onBlur"
          >
            <Input.TextArea autoSize={{ minRows: 12, maxRows: 40 }} maxLength={30_000} className="knowledge-source" />
          </Form.Item>
          {(article?.edition ?? 0) > 0 && (
            <Form.Item name="note" label={t("knowledge.note")}>
              <Input maxLength={300} />
            </Form.Item>
          )}
        </Form>
        <section className="panel knowledge-preview" aria-label={t("knowledge.preview")}>
          <h2 className="knowledge-part">{t("knowledge.preview")}</h2>
          {body?.trim() ? <Markdown text={body} /> : <p className="quiet">{t("knowledge.previewNone")}</p>}
        </section>
      </div>
    </div>
  );
}

const plain = ({ title, category, keywords, applies, answer, body, note }: Values) => ({
  title,
  category,
  keywords,
  applies: applies ?? null,
  answer: answer ?? null,
  body,
  note: note ?? null,
});
