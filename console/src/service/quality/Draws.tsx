import { RetweetOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Tooltip } from "antd";
import { api, ask } from "../../api.ts";
import { Empty } from "../../parts/Empty.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SmallTable } from "../../parts/SmallTable.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";

/** Which samples were drawn under which clause, and by which seed. */
export function Draws() {
  const { t, pick } = useText();
  const pages = useInfiniteQuery({
    queryKey: ["quality", "draws"],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/quality/draws", { params: { query: { limit: 30, ...(pageParam && { cursor: pageParam }) } } }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty icon={<RetweetOutlined />} title={t("quality.noneDrawn")} lead={t("quality.noneDrawnLead")} />
      )}
      {rows.length > 0 && (
        <SmallTable
          label={t("quality.draws")}
          rows={rows}
          id={(row) => row.id}
          columns={[
            { key: "sheet", title: t("quality.kind"), cell: (row) => pick(row.sheetTitle) },
            { key: "clause", title: t("quality.clause"), cell: (row) => row.clause },
            { key: "period", title: t("quality.period"), cell: (row) => row.periodKey },
            { key: "drawn", title: t("quality.drawn"), number: true, cell: (row) => `${row.drawn} / ${row.handled}` },
            {
              key: "scored",
              title: t("quality.progress"),
              number: true,
              cell: (row) => `${row.scored} / ${row.drawn}`,
            },
            {
              key: "seed",
              title: t("quality.seed"),
              cell: (row) => (
                <Tooltip title={t("quality.seedWhy")}>
                  <code>{row.seed}</code>
                </Tooltip>
              ),
            },
            { key: "at", title: t("quality.drawnAt"), cell: (row) => <When at={row.drawnAt} /> },
          ]}
        />
      )}
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </>
  );
}
