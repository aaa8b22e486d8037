import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { api, ask, Problem, queries, type Schema } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SidePanel } from "../../parts/SidePanel.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";

type Settings = Schema<"ChatSettings">;
type Values = Omit<Settings, "origins"> & { origins: string };

/** Which sites may hold the chat, its words, and the line to put into a page. */
export function ChatSettings({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const { data, error } = useQuery({
    queryKey: ["chat-settings"],
    queryFn: () => ask(api.GET("/api/v1/chat-settings")),
  });
  const save = useMutation({
    mutationFn: ({ origins, ...words }: Values) =>
      ask(
        api.PUT("/api/v1/chat-settings", {
          body: {
            ...words,
            origins: origins
              .split(/\s+/)
              .map((one) => one.replace(/\/+$/, ""))
              .filter(Boolean),
          },
        }),
      ),
    onSuccess: (saved) => {
      queries.setQueryData(["chat-settings"], saved);
      void message.success(t("chat.saved"));
      onClose();
    },
    onError: (problem) => {
      const wrong = problem instanceof Problem && problem.body.errors?.find((one) => one.field.startsWith("origins"));
      if (wrong) form.setFields([{ name: "origins", errors: [wrong.reason] }]);
    },
  });
  const needed = [{ required: true, whitespace: true, message: t("chat.needed") }];
  return (
    <SidePanel open onClose={onClose} title={t("chat.settings")}>
      <ProblemNote problem={error ?? save.error} />
      {!data && !error && <Waiting />}
      {data && (
        <Form
          form={form}
          layout="vertical"
          initialValues={{ ...data, origins: data.origins.join("\n") }}
          onFinish={(values) => save.mutate(values)}
        >
          <Form.Item name="origins" label={t("chat.origins")} extra={t("chat.originsHint")}>
            <Input.TextArea autoSize={{ minRows: 3 }} spellCheck={false} />
          </Form.Item>
          {(["welcome", "purpose"] as const).flatMap((what) =>
            (["zh", "en"] as const).map((language) => (
              <Form.Item
                key={`${what} ${language}`}
                name={[what, language]}
                label={t(language === "zh" ? "chat.inChinese" : "chat.inEnglish", { name: t(`chat.${what}`) })}
                rules={needed}
              >
                <Input.TextArea autoSize maxLength={300} />
              </Form.Item>
            )),
          )}
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t("chat.save")}
          </Button>
          <h3 className="chat-embed-head">{t("chat.embed")}</h3>
          <code className="chat-embed">{`<script src="${location.origin}/widget.js" data-youzhang="${location.origin}"></script>`}</code>
          <p>
            <a href="/widget-demo" target="_blank" rel="noreferrer">
              {t("chat.tryOut")}
            </a>
          </p>
        </Form>
      )}
    </SidePanel>
  );
}
