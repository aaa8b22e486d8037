import { CommentOutlined } from "@ant-design/icons";
import { Button, Checkbox } from "antd";
import { useMe } from "../../frame/me.ts";
import { Empty } from "../../parts/Empty.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { ChatLine } from "./ChatLine.tsx";
import { useEnded } from "./data.ts";

/** Chats that ended, the newest first. */
export function Ended({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useText();
  const { me } = useMe();
  const [state, set] = useUrlState();
  const only = state.of === "mine";
  const pages = useEnded(only ? (me?.id ?? undefined) : undefined);
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="chat-list">
      <Checkbox checked={only} onChange={(event) => set({ of: event.target.checked ? "mine" : undefined })}>
        {t("chat.only")}
      </Checkbox>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty icon={<CommentOutlined />} title={t("chat.endedNone")} lead={t("chat.endedNoneLead")} />
      )}
      <ul>
        {rows.map((chat) => (
          <ChatLine
            key={chat.id}
            chat={chat}
            isOpen={chat.id === state.chat}
            myId={me?.id ?? ""}
            onOpen={() => onOpen(chat.id!)}
          />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button block onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </div>
  );
}
