import { useQuery } from "@tanstack/react-query";
import { Collapse } from "antd";
import { api, ask } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SidePanel } from "../../parts/SidePanel.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import type { Article } from "./data.ts";
import { Markdown } from "./Markdown.tsx";

/** Every edition of an article, as it was. */
export function Editions({ article, onClose }: { article: Article; onClose: () => void }) {
  const { t } = useText();
  const { data, error, isPending } = useQuery({
    queryKey: ["knowledge", "editions", article.id],
    queryFn: () => ask(api.GET("/api/v1/articles/{id}/editions", { params: { path: { id: article.id } } })),
  });
  return (
    <SidePanel open onClose={onClose} title={t("knowledge.historyTitle")} width={640}>
      <ProblemNote problem={error} />
      {isPending && <Waiting />}
      {data && (
        <Collapse
          defaultActiveKey={[String(data.items[0]?.edition)]}
          items={data.items.map((one) => ({
            key: String(one.edition),
            label: (
              <span className="row">
                <strong>{t("knowledge.edition", { edition: one.edition })}</strong>
                <span className="quiet small">
                  {one.editedByName} · <When at={one.publishedAt ?? one.editedAt} />
                </span>
                {!one.publishedAt && <Tag tone="warn">{t("knowledge.unpublished")}</Tag>}
                {one.note && <span>{one.note}</span>}
              </span>
            ),
            children: (
              <div className="stack">
                <h3 className="knowledge-part">{one.title}</h3>
                {one.answer && <p className="pre-wrap knowledge-answer">{one.answer}</p>}
                <Markdown text={one.body} />
              </div>
            ),
          }))}
        />
      )}
    </SidePanel>
  );
}
