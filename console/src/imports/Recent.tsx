import { DownloadOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { api, ask } from "../api.ts";
import { formatCount } from "../parts/Money.tsx";
import { SmallTable } from "../parts/SmallTable.tsx";
import { Tag } from "../parts/Tag.tsx";
import { When } from "../parts/When.tsx";
import { runStates } from "../runs/RunRow.tsx";
import { isActive } from "../runs/runs.ts";
import { useText } from "../texts/index.ts";

/** Imports and dry runs, the newest first: what became of the rows, the refused ones as a file; a dry run goes on from here. */
export function Recent() {
  const { t } = useText();
  const pages = useInfiniteQuery({
    queryKey: ["imports", "recent"],
    queryFn: ({ pageParam }) =>
      ask(api.GET("/api/v1/imports", { params: { query: { limit: 15, ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    refetchInterval: (asked) =>
      asked.state.data?.pages.some((page) => page.items.some((one) => isActive(one))) ? 2_000 : false,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (!rows.length) return null;
  return (
    <section className="stack">
      <h2 className="import-recent">{t("imports.recent")}</h2>
      <SmallTable
        label={t("imports.recent")}
        rows={rows}
        id={(row) => row.id}
        href={(row) => ({
          to: "/imports",
          search: {
            job: row.id,
            ...(row.what === "purchases" && { what: row.what }),
            ...(!row.dryRun && { tried: "yes" }),
          },
        })}
        columns={[
          { key: "file", title: t("imports.file"), cell: (row) => row.fileName },
          {
            key: "state",
            title: t("imports.state"),
            cell: (row) => {
              const [word, tone] = runStates[row.state];
              return (
                <span className="row nowrap">
                  <Tag tone={tone}>{t(word)}</Tag>
                  {row.dryRun && <Tag>{t("imports.dry")}</Tag>}
                </span>
              );
            },
          },
          { key: "new", title: t("imports.new"), number: true, cell: (row) => formatCount(row.counts.new) },
          { key: "updated", title: t("imports.updated"), number: true, cell: (row) => formatCount(row.counts.updated) },
          {
            key: "refused",
            title: t("imports.refused"),
            number: true,
            cell: (row) =>
              row.counts.refused > 0 ? (
                <Button
                  size="small"
                  type="link"
                  className="import-errors"
                  icon={<DownloadOutlined />}
                  href={`/api/v1/imports/${row.id}/error-file?format=xlsx`}
                  aria-label={`${t("imports.errorFile")}: ${row.fileName}`}
                >
                  {formatCount(row.counts.refused)}
                </Button>
              ) : (
                "0"
              ),
          },
          { key: "by", title: t("imports.by"), cell: (row) => row.createdByName },
          { key: "at", title: t("imports.at"), cell: (row) => <When at={row.createdAt} /> },
        ]}
      />
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t("parts.more")}
        </Button>
      )}
    </section>
  );
}
