import { DislikeOutlined, LikeOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useText } from "../../texts/index.ts";
import { type Article, knowledgeChanged } from "./data.ts";

/** Whether it helped; where not, what was missing. */
export function Vote({ article }: { article: Article }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const [missing, setMissing] = useState("");
  const vote = useMutation({
    mutationFn: (body: { helpful: boolean; missing?: string }) =>
      ask(api.PUT("/api/v1/articles/{id}/vote", { params: { path: { id: article.id } }, body })),
    onSuccess: (_, { helpful, missing: said }) => {
      void message.success(t("knowledge.thanks"));
      setAsking(!helpful && said === undefined);
      void knowledgeChanged();
    },
    onError: (problem) => void message.error(problem.message),
  });
  return (
    <div className="stack knowledge-vote">
      <div className="row">
        <span>{t("knowledge.didHelp")}</span>
        <Button
          size="small"
          icon={<LikeOutlined />}
          aria-pressed={article.vote === true}
          type={article.vote === true ? "primary" : "default"}
          onClick={() => vote.mutate({ helpful: true })}
        >
          {t("knowledge.helps")}
        </Button>
        <Button
          size="small"
          icon={<DislikeOutlined />}
          aria-pressed={article.vote === false}
          type={article.vote === false ? "primary" : "default"}
          onClick={() => vote.mutate({ helpful: false })}
        >
          {t("knowledge.helpsNot")}
        </Button>
      </div>
      {asking && (
        <div className="row knowledge-missing">
          <Input
            value={missing}
            autoFocus
            maxLength={500}
            placeholder={t("knowledge.whatMissing")}
            aria-label={t("knowledge.whatMissing")}
            onChange={(event) => setMissing(event.target.value)}
            onPressEnter={() => missing.trim() && vote.mutate({ helpful: false, missing: missing.trim() })}
          />
          <Button disabled={!missing.trim()} onClick={() => vote.mutate({ helpful: false, missing: missing.trim() })}>
            {t("knowledge.sendMissing")}
          </Button>
        </div>
      )}
    </div>
  );
}
