import { BulbOutlined, EnterOutlined } from "@ant-design/icons";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SidePanel } from "../../parts/SidePanel.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { Places, useTake } from "./AnswerBox.tsx";
import { ArticleView } from "./ArticleView.tsx";
import { type SavedReply, type UsedFor, useArticle } from "./data.ts";
import "./knowledge.css";

type Props = UsedFor & {
  /** What the customer wrote: subject and content. */
  readonly text: string;
  /** Takes a reply, filled for what it is used for, into what is being written. */
  readonly onUse: (text: string) => void;
};

/** While something is handled: the articles and saved replies that may help with it (S4.1). */
export function Suggestions({ text, onUse, ...usedFor }: Props) {
  const { t } = useText();
  const { may } = useMe();
  const asked = useSettled(text.trim().slice(0, 1_000));
  const [open, setOpen] = useState<string>();
  const { data, error } = useQuery({
    queryKey: ["knowledge", "suggestions", asked],
    queryFn: () => ask(api.GET("/api/v1/knowledge/suggestions", { params: { query: { text: asked, limit: 4 } } })),
    enabled: asked.length > 1 && may("service.knowledge.read"),
    placeholderData: keepPreviousData,
  });
  if (!may("service.knowledge.read")) return null;
  const none = data && !data.articles.length && !data.replies.length;
  return (
    <section className="panel suggestions">
      <div className="panel-head">
        <h2>
          <BulbOutlined /> {t("knowledge.suggestions")}
        </h2>
      </div>
      <div className="suggestions-body">
        <ProblemNote problem={error} />
        {(!asked || asked.length < 2 || none) && (
          <p className="quiet small">{t(none ? "knowledge.suggestionsNone" : "knowledge.suggestionsWait")}</p>
        )}
        {data && data.articles.length > 0 && (
          <ul aria-label={t("knowledge.articles")}>
            {data.articles.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  className="suggestion"
                  aria-label={t("knowledge.read", { name: one.title })}
                  onClick={() => setOpen(one.id)}
                >
                  <strong>{one.title}</strong>
                  <span className="knowledge-summary small">{one.summary}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {data && data.replies.length > 0 && (
          <ul aria-label={t("knowledge.replies")}>
            {data.replies.map((one) => (
              <Reply key={one.id} reply={one} usedFor={usedFor} onUse={onUse} />
            ))}
          </ul>
        )}
      </div>
      {open && (
        <Reading
          id={open}
          usedFor={usedFor}
          onClose={() => setOpen(undefined)}
          onUse={(words) => {
            setOpen(undefined);
            onUse(words);
          }}
        />
      )}
    </section>
  );
}

function Reply({ reply, usedFor, onUse }: { reply: SavedReply; usedFor: UsedFor; onUse: (text: string) => void }) {
  const { t } = useText();
  const take = useTake(onUse);
  const use = useMutation({
    mutationFn: () =>
      ask(api.POST("/api/v1/saved-replies/{id}/uses", { params: { path: { id: reply.id } }, body: usedFor })),
    onSuccess: take,
  });
  return (
    <li className="suggestion suggestion-reply">
      <span className="spread">
        <strong>{reply.title}</strong>
        <Button
          size="small"
          icon={<EnterOutlined />}
          loading={use.isPending}
          aria-label={t("knowledge.insertNamed", { name: reply.title })}
          onClick={() => use.mutate()}
        >
          {t("knowledge.insert")}
        </Button>
      </span>
      <span className="knowledge-summary small">
        <Places text={reply.body} />
      </span>
      <ProblemNote problem={use.error} />
    </li>
  );
}

type ReadingProps = { id: string; usedFor: UsedFor; onClose: () => void; onUse: (text: string) => void };

function Reading({ id, usedFor, onClose, onUse }: ReadingProps) {
  const { data, error } = useArticle(id);
  return (
    <SidePanel open onClose={onClose} title={data?.title ?? ""} width={560}>
      <ProblemNote problem={error} />
      {data ? (
        <div className="suggestions-reading">
          <ArticleView article={data} usedFor={usedFor} onUse={onUse} />
        </div>
      ) : (
        !error && <Waiting />
      )}
    </SidePanel>
  );
}

/** The text once its writer pauses. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), 500);
    return () => window.clearTimeout(timer);
  }, [text]);
  return settled;
}
