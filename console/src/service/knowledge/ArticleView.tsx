import { EditOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Alert } from "antd";
import type { ReactNode } from "react";
import { useMe } from "../../frame/me.ts";
import { Tag } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { AnswerBox } from "./AnswerBox.tsx";
import { ArticleActions } from "./ArticleActions.tsx";
import type { Article, UsedFor } from "./data.ts";
import { Markdown } from "./Markdown.tsx";
import { Vote } from "./Vote.tsx";

type Props = {
  readonly article: Article;
  /** What the answer would be used for, and who takes it; without it the answer is copied. */
  readonly usedFor?: UsedFor;
  readonly onUse?: (text: string) => void;
};

/** An article to read: when it applies, what to answer, and all about it. */
export function ArticleView({ article, usedFor, onUse }: Props) {
  const { t } = useText();
  const { may } = useMe();
  const writes = may("service.knowledge.write");
  return (
    <article className="panel knowledge-article">
      <header>
        <div className="spread knowledge-title">
          <h2>{article.title}</h2>
          {!onUse && writes && <ArticleActions article={article} />}
        </div>
        <div className="row quiet small">
          <Tag>{article.category}</Tag>
          {article.edition > 0 && <span>{t("knowledge.edition", { edition: article.edition })}</span>}
          {article.used > 0 && <span>{t("knowledge.used", { count: article.used })}</span>}
          {article.helpful > 0 && <span>{t("knowledge.helpful", { count: article.helpful })}</span>}
        </div>
        {article.state === "withdrawn" && (
          <Alert
            type="warning"
            showIcon
            title={t("knowledge.withdrawnBecause", { reason: article.withdrawnReason ?? "" })}
          />
        )}
        {article.draft && !onUse && (
          <Alert
            type="info"
            showIcon
            title={
              <>
                {t("knowledge.draftWaits", { edition: article.draft.edition, name: article.draft.editedByName })}{" "}
                <Link to={`/knowledge/${article.id}/edit` as "/"}>
                  <EditOutlined /> {t("knowledge.edit")}
                </Link>
              </>
            }
          />
        )}
      </header>
      {article.applies && (
        <Part title={t("knowledge.applies")}>
          <p className="pre-wrap">{article.applies}</p>
        </Part>
      )}
      {article.answer && article.state === "published" && (
        <AnswerBox id={article.id} answer={article.answer} {...(usedFor && { usedFor })} {...(onUse && { onUse })} />
      )}
      <Markdown text={article.body} />
      <footer className="knowledge-foot">
        {article.state === "published" && <Vote article={article} />}
        <Facts article={article} />
      </footer>
      {article.missed.length > 0 && !onUse && (
        <Part title={t("knowledge.missed")}>
          <ul className="knowledge-missed">
            {article.missed.map((one) => (
              <li key={one.at + one.staffName}>
                {one.missing}{" "}
                <span className="quiet small">
                  {one.staffName} · <When at={one.at} />
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </article>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h3 className="knowledge-part">{title}</h3>
    {children}
  </section>
);

function Facts({ article }: { article: Article }) {
  const { t } = useText();
  return (
    <dl className="knowledge-facts">
      <div>
        <dt>{t("knowledge.owner")}</dt>
        <dd>{article.ownerName ?? "—"}</dd>
      </div>
      {article.state === "published" && (
        <div>
          <dt>{t("knowledge.reviewBy")}</dt>
          <dd>
            <When at={article.reviewOn} />
          </dd>
        </div>
      )}
      {article.reviewedAt && (
        <div>
          <dt>{t("knowledge.reviewed")}</dt>
          <dd>
            <When at={article.reviewedAt} /> <span className="quiet">{article.reviewedByName}</span>
          </dd>
        </div>
      )}
    </dl>
  );
}
