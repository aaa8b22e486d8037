import { SnippetsOutlined } from "@ant-design/icons";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input, Popover } from "antd";
import { useDeferredValue, useState } from "react";
import { api, ask } from "../../../api.ts";
import { useMe } from "../../../frame/me.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { useText } from "../../../texts/index.ts";
import { useTake } from "../../knowledge/AnswerBox.tsx";
import type { Ticket } from "../data.ts";

/** Saved replies, found by words and filled for this ticket. */
export function SavedReplies({ ticket, onUse }: { ticket: Ticket; onUse: (text: string) => void }) {
  const { t } = useText();
  const { may } = useMe();
  const [open, setOpen] = useState(false);
  if (!may("service.knowledge.read")) return null;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={
        <Choice
          ticket={ticket}
          onUse={(text) => {
            setOpen(false);
            onUse(text);
          }}
        />
      }
    >
      <Button icon={<SnippetsOutlined />} aria-label={t("tickets.savedReplies")} title={t("tickets.savedReplies")} />
    </Popover>
  );
}

function Choice({ ticket, onUse }: { ticket: Ticket; onUse: (text: string) => void }) {
  const { t } = useText();
  const [word, setWord] = useState("");
  const asked = useDeferredValue(word.trim());
  const take = useTake(onUse);
  const { data, error } = useQuery({
    queryKey: ["knowledge", "replies", "pick", asked],
    queryFn: () =>
      ask(api.GET("/api/v1/saved-replies", { params: { query: { limit: 30, ...(asked && { q: asked }) } } })),
    placeholderData: keepPreviousData,
  });
  const use = useMutation({
    mutationFn: (id: string) =>
      ask(api.POST("/api/v1/saved-replies/{id}/uses", { params: { path: { id } }, body: { ticketId: ticket.id! } })),
    onSuccess: take,
  });
  return (
    <div className="reply-pick">
      <Input
        autoFocus
        allowClear
        value={word}
        placeholder={t("tickets.savedRepliesHint")}
        aria-label={t("tickets.savedRepliesHint")}
        onChange={(event) => setWord(event.target.value)}
      />
      <ProblemNote problem={error ?? use.error} />
      {data && !data.items.length && <p className="quiet small">{t("tickets.savedRepliesNone")}</p>}
      <ul>
        {data?.items.map((one) => (
          <li key={one.id}>
            <button type="button" disabled={use.isPending} onClick={() => use.mutate(one.id)}>
              <strong>{one.title}</strong>
              <span className="quiet small">{one.body}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
