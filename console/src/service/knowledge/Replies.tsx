import { CopyOutlined, MessageOutlined, PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useEffect, useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { Empty } from "../../parts/Empty.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { Places, useTake } from "./AnswerBox.tsx";
import { knowledgeChanged, type SavedReply, useReplies } from "./data.ts";
import { ReplyForm } from "./ReplyForm.tsx";

/** Saved replies, for all and one's own. */
export function Replies({ onAdd }: { onAdd: () => void }) {
  const { t } = useText();
  const [state, set] = useUrlState();
  const [word, setWord] = useState(state.q ?? "");
  const [editing, setEditing] = useState<SavedReply>();
  useEffect(() => {
    if (word.trim() === (state.q ?? "")) return;
    const timer = window.setTimeout(() => set({ q: word.trim() || undefined }), 250);
    return () => window.clearTimeout(timer);
  });
  const pages = useReplies(state.q ?? "");
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const nothing = pages.data && rows.length === 0;
  return (
    <div className="stack">
      <Input
        size="large"
        type="search"
        allowClear
        autoFocus
        prefix={<SearchOutlined />}
        value={word}
        maxLength={200}
        placeholder={t("knowledge.searchReplies")}
        aria-label={t("knowledge.searchReplies")}
        onChange={(event) => setWord(event.target.value)}
      />
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {nothing && state.q && (
        <Empty icon={<MessageOutlined />} title={t("knowledge.noMatch")} lead={t("parts.noMatchLead")} />
      )}
      {nothing && !state.q && (
        <Empty icon={<MessageOutlined />} title={t("knowledge.repliesNone")} lead={t("knowledge.repliesNoneLead")}>
          <Button icon={<PlusOutlined />} onClick={onAdd}>
            {t("knowledge.newReply")}
          </Button>
        </Empty>
      )}
      {rows.length > 0 && (
        <ul className="knowledge-replies" aria-label={t("knowledge.replies")}>
          {rows.map((row) => (
            <Row key={row.id} row={row} onEdit={() => setEditing(row)} />
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
      {editing && <ReplyForm reply={editing} onClose={() => setEditing(undefined)} />}
    </div>
  );
}

function Row({ row, onEdit }: { row: SavedReply; onEdit: () => void }) {
  const { t } = useText();
  const { may } = useMe();
  const { message, modal } = App.useApp();
  const take = useTake();
  const copy = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/saved-replies/{id}/uses", { params: { path: { id: row.id } }, body: {} })),
    onSuccess: take,
  });
  const remove = () =>
    modal.confirm({
      title: t("knowledge.removeSure", { name: row.title }),
      okText: t("knowledge.remove"),
      okButtonProps: { danger: true },
      cancelText: t("parts.cancel"),
      onOk: async () => {
        await ask(api.DELETE("/api/v1/saved-replies/{id}", { params: { path: { id: row.id } } }));
        void message.success(t("knowledge.replyRemoved"));
        await knowledgeChanged();
      },
    });
  return (
    <li className="panel knowledge-reply">
      <div className="spread">
        <strong>{row.title}</strong>
        <Tag tone={row.shared ? "plain" : "accent"}>{t(row.shared ? "knowledge.shared" : "knowledge.mine")}</Tag>
      </div>
      <p className="pre-wrap">
        <Places text={row.body} />
      </p>
      <div className="spread">
        <span className="quiet small row">
          <span>{row.category}</span>
          {row.used > 0 && <span>{t("knowledge.used", { count: row.used })}</span>}
        </span>
        <span className="row">
          <Button size="small" icon={<CopyOutlined />} loading={copy.isPending} onClick={() => copy.mutate()}>
            {t("knowledge.copy")}
          </Button>
          {(!row.shared || may("service.knowledge.write")) && (
            <>
              <Button size="small" onClick={onEdit}>
                {t("knowledge.edit")}
              </Button>
              <Button size="small" type="text" danger onClick={remove}>
                {t("knowledge.remove")}
              </Button>
            </>
          )}
        </span>
      </div>
    </li>
  );
}
