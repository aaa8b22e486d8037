import { CommentOutlined, SettingOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useMe } from "../../frame/me.ts";
import { useLive } from "../../live/useLive.ts";
import { Empty } from "../../parts/Empty.tsx";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SidePanel, useNarrow } from "../../parts/SidePanel.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import "./chat.css";
import { Conversation } from "./Conversation.tsx";
import { queueChanged, useAgents, useChat, useMessages } from "./data.ts";
import { Desk } from "./Desk.tsx";
import { Ended } from "./Ended.tsx";
import { Facts } from "./Facts.tsx";
import { HereSwitch } from "./HereSwitch.tsx";
import { ChatSettings } from "./Settings.tsx";

/** Web chats: who waits, what is in hand, the words of one, and who it may be. */
export function ChatPage() {
  const { t } = useText();
  const { may } = useMe();
  const [state, set] = useUrlState();
  const narrow = useNarrow();
  const ended = state.view === "ended";
  const open = (chat: string | undefined) => set({ chat }, { push: true });
  useLive("chats", queueChanged);
  const here = useAgents()?.me.here;
  return (
    <div className={state.chat ? "chat-page chat-page-open" : "chat-page"}>
      <DeskTabs />
      <PageHead title={t("chat.title")}>
        <Segmented
          value={ended ? "ended" : "desk"}
          onChange={(view) => set({ view: view === "ended" ? "ended" : undefined, chat: undefined })}
          options={[
            { value: "desk", label: t("chat.desk") },
            { value: "ended", label: t("chat.ended") },
          ]}
        />
        <span className="row chat-tools">
          <HereSwitch />
          {may("service.settings") && (
            <Button
              type="text"
              icon={<SettingOutlined />}
              aria-label={t("chat.settings")}
              onClick={() => set({ setup: "1" })}
            />
          )}
        </span>
      </PageHead>
      <div className="chat-frame">
        {!(narrow && state.chat) && (ended ? <Ended onOpen={open} /> : <Desk onOpen={open} />)}
        {state.chat ? (
          <Opened key={state.chat} id={state.chat} onBack={narrow ? () => open(undefined) : undefined} />
        ) : (
          !narrow && (
            <div className="chat-none">
              <Empty
                icon={<CommentOutlined />}
                title={t("chat.choose")}
                lead={t(ended ? "chat.readLead" : here === false ? "chat.awayLead" : "chat.chooseLead")}
              />
            </div>
          )
        )}
      </div>
      {state.setup && may("service.settings") && <ChatSettings onClose={() => set({ setup: undefined })} />}
    </div>
  );
}

function Opened({ id, onBack }: { id: string; onBack: (() => void) | undefined }) {
  const { t } = useText();
  const { me } = useMe();
  const [text, setText] = useState("");
  const [facts, setFacts] = useState(false);
  const wide = !useNarrow();
  const { data, error } = useChat(id);
  const said = useMessages(id).data;
  if (error) return <ProblemNote problem={error} />;
  if (!data) return <Waiting />;
  const { chat, candidates } = data;
  const mine = chat.state === "active" && chat.staffId === me?.id;
  const asked = said?.filter((one) => one.side === "visitor" && one.kind === "text").at(-1)?.body ?? "";
  const side = (
    <Facts
      chat={chat}
      candidates={candidates}
      asked={asked}
      onUse={
        mine
          ? (words) => {
              setText((before) => (before.trim() ? `${before}\n${words}` : words));
              setFacts(false);
            }
          : undefined
      }
    />
  );
  return (
    <>
      <Conversation
        chat={chat}
        text={text}
        setText={setText}
        onBack={onBack}
        onFacts={wide ? undefined : () => setFacts(true)}
      />
      {wide ? (
        <aside className="chat-side" aria-label={t("chat.facts")}>
          {side}
        </aside>
      ) : (
        <SidePanel open={facts} onClose={() => setFacts(false)} title={t("chat.facts")}>
          {side}
        </SidePanel>
      )}
    </>
  );
}
