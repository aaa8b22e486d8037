import { Tag } from "../../parts/Tag.tsx";
import { useText } from "../../texts/index.ts";
import type { ArticleLine } from "./data.ts";

type Props = {
  readonly row: ArticleLine;
  readonly at: number;
  readonly here: boolean;
  /** Where the keyboard stands. */
  readonly marked: boolean;
  readonly onOpen: () => void;
};

/** One article in the list: what it is called, when it applies, and how it does. */
export function ArticleRow({ row, at, here, marked, onOpen }: Props) {
  const { t } = useText();
  return (
    <li data-article={at}>
      <button
        type="button"
        className={`knowledge-row${here ? " knowledge-here" : ""}${marked ? " knowledge-marked" : ""}`}
        aria-current={here ? "true" : undefined}
        onClick={onOpen}
      >
        <span className="spread">
          <strong>{row.title}</strong>
          {row.state !== "published" && (
            <Tag tone={row.state === "draft" ? "warn" : "plain"}>
              {t(row.state === "draft" ? "knowledge.draft" : "knowledge.withdrawn")}
            </Tag>
          )}
        </span>
        <span className="knowledge-summary">{row.summary}</span>
        <span className="quiet small row">
          <span>{row.category}</span>
          {row.used > 0 && <span>{t("knowledge.used", { count: row.used })}</span>}
          {row.helpful > 0 && <span>{t("knowledge.helpful", { count: row.helpful })}</span>}
        </span>
      </button>
    </li>
  );
}
