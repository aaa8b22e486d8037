import { EditOutlined, PlusOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useMe } from "../../frame/me.ts";
import { PageHead } from "../../parts/PageHead.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { Articles } from "./Articles.tsx";
import { Replies } from "./Replies.tsx";
import { ReplyForm } from "./ReplyForm.tsx";
import "./knowledge.css";

/** What is known, and what is often said: search first. */
export function KnowledgePage() {
  const { t } = useText();
  const { may } = useMe();
  const navigate = useNavigate();
  const [state, set] = useUrlState();
  const [adding, setAdding] = useState(false);
  const tab = state.tab === "replies" ? "replies" : "articles";
  return (
    <div className="page page-knowledge">
      <DeskTabs />
      <PageHead title={t("knowledge.title")}>
        <Segmented
          value={tab}
          onChange={(next) => set({ tab: next === "articles" ? undefined : next, q: undefined, open: undefined })}
          options={[
            { value: "articles", label: t("knowledge.articles") },
            { value: "replies", label: t("knowledge.replies") },
          ]}
        />
        {tab === "replies" && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t("knowledge.newReply")}
          </Button>
        )}
        {tab === "articles" && may("service.knowledge.write") && (
          <Button type="primary" icon={<EditOutlined />} onClick={() => void navigate({ to: "/knowledge/new" as "/" })}>
            {t("knowledge.newArticle")}
          </Button>
        )}
      </PageHead>
      {tab === "articles" ? <Articles /> : <Replies onAdd={() => setAdding(true)} />}
      {adding && <ReplyForm onClose={() => setAdding(false)} />}
    </div>
  );
}
