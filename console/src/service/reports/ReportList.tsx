import { FileDoneOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { Empty } from "../../parts/Empty.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { type SmallColumn, SmallTable } from "../../parts/SmallTable.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type ReportLine, type ReportView, useReports } from "./data.ts";

/** Reports of others, or those that are missing. */
export function ReportList({ asked }: { asked: { view: ReportView; departments?: "mine" } }) {
  const { t } = useText();
  const pages = useReports(asked);
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const missing = asked.view === "late_filing";
  const late = missing || asked.view === "late_reading";
  const handled = (row: ReportLine) => row.figures?.contacts.reduce((sum, one) => sum + one.count, 0) ?? 0;
  const columns: SmallColumn<ReportLine>[] = [
    { key: "author", title: t("reports.author"), cell: (row) => row.staffName },
    { key: "day", title: t("reports.day"), cell: (row) => <When at={row.day} /> },
    ...(missing
      ? [{ key: "due", title: t("reports.due"), cell: (row: ReportLine) => <When at={row.dueAt} /> }]
      : [
          { key: "handled", title: t("reports.handled"), number: true, cell: handled },
          { key: "filed", title: t("reports.filedAt"), cell: (row: ReportLine) => <When at={row.filedAt} /> },
          {
            key: "read",
            title: t("reports.readBy"),
            cell: (row: ReportLine) =>
              row.readAt ? (
                <span className="row">
                  <Tag tone="good">{t("reports.readByName", { name: row.readByName ?? "" })}</Tag>
                  <span className="quiet">
                    <When at={row.readAt} />
                  </span>
                </span>
              ) : (
                <span className="row">
                  <Tag tone="warn">{t("reports.notRead")}</Tag>
                  {row.readingDueAt && (
                    <span className="quiet">
                      {t("reports.due")} <When at={row.readingDueAt} />
                    </span>
                  )}
                </span>
              ),
          },
        ]),
  ];
  return (
    <>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty
          icon={<FileDoneOutlined />}
          title={t(late ? "reports.noneLate" : asked.view === "all" ? "reports.noneAll" : "reports.none")}
          lead={t(late ? "reports.noneLateLead" : "reports.noneLead")}
        />
      )}
      {rows.length > 0 && (
        <SmallTable
          label={t("reports.title")}
          rows={rows}
          id={(row) => row.id}
          columns={columns}
          {...(!missing && { href: (row: ReportLine) => ({ to: `/reports/${row.id}` }) })}
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
