import { CopyOutlined, EnterOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api, ask } from "../../api.ts";
import { useText } from "../../texts/index.ts";
import { type Answer, knowledgeChanged, type UsedFor, useVariables } from "./data.ts";

type Props = {
  readonly id: string;
  readonly answer: string;
  readonly usedFor?: UsedFor;
  readonly onUse?: (text: string) => void;
};

/** The answer that an article gives; taking it keeps that it was used, and fills its places. */
export function AnswerBox({ id, answer, usedFor = {}, onUse }: Props) {
  const { t } = useText();
  const take = useTake(onUse);
  const use = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/articles/{id}/uses", { params: { path: { id } }, body: usedFor })),
    onSuccess: take,
  });
  return (
    <section className="knowledge-answer">
      <div className="spread">
        <h3 className="knowledge-part">{t("knowledge.answer")}</h3>
        <Button
          size="small"
          {...(onUse && { type: "primary" as const })}
          icon={onUse ? <EnterOutlined /> : <CopyOutlined />}
          loading={use.isPending}
          onClick={() => use.mutate()}
        >
          {t(onUse ? "knowledge.useAnswer" : "knowledge.copyAnswer")}
        </Button>
      </div>
      <p className="pre-wrap">
        <Places text={answer} />
      </p>
    </section>
  );
}

/** Takes a filled answer to where it is wanted, or to the clipboard, and says what is still missing. */
export function useTake(onUse?: (text: string) => void) {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const variables = useVariables();
  return async ({ text, missing }: Answer) => {
    void knowledgeChanged();
    if (!text) return;
    if (onUse) onUse(text);
    else {
      // A page that is not served securely has no clipboard.
      await navigator.clipboard?.writeText(text).catch(() => {});
      void message.success(t("knowledge.copied"));
    }
    const names = missing.map((name) => pick(variables.find((one) => one.name === name)?.label) || name);
    if (names.length) void message.warning(t("knowledge.missing", { names: names.join("、") }), 6);
  };
}

/** A text in which the places stand out. */
export function Places({ text }: { text: string }) {
  const { pick } = useText();
  const variables = useVariables();
  return text.split(/(\{\w+\})/).map((part, at) => {
    const found = variables.find((one) => `{${one.name}}` === part);
    return found ? (
      <span key={at} className="knowledge-place">
        {pick(found.label)}
      </span>
    ) : (
      part
    );
  });
}
