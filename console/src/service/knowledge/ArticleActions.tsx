import { EllipsisOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useText } from "../../texts/index.ts";
import type { Article } from "./data.ts";
import { Editions } from "./Editions.tsx";
import { ReviewDialog } from "./ReviewDialog.tsx";
import { WithdrawDialog } from "./WithdrawDialog.tsx";

/** What an editor does with an article. */
export function ArticleActions({ article }: { article: Article }) {
  const { t } = useText();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"review" | "withdraw" | "history">();
  const close = () => setOpen(undefined);
  const used = article.state === "published";
  return (
    <div className="row knowledge-actions">
      {used && (
        <Button size="small" onClick={() => setOpen("review")}>
          {t("knowledge.review")}
        </Button>
      )}
      <Button size="small" onClick={() => void navigate({ to: `/knowledge/${article.id}/edit` as "/" })}>
        {t("knowledge.edit")}
      </Button>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "history", label: t("knowledge.history") },
            ...(used ? [{ key: "withdraw", label: t("knowledge.withdraw"), danger: true }] : []),
          ],
          onClick: ({ key }) => setOpen(key as "history" | "withdraw"),
        }}
      >
        <Button size="small" icon={<EllipsisOutlined />} aria-label={t("knowledge.history")} />
      </Dropdown>
      {open === "review" && <ReviewDialog article={article} onClose={close} />}
      {open === "withdraw" && <WithdrawDialog article={article} onClose={close} />}
      {open === "history" && <Editions article={article} onClose={close} />}
    </div>
  );
}
