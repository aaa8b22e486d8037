import { CrownOutlined, PlusOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { api, ask } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { Empty } from "../parts/Empty.tsx";
import { formatCount } from "../parts/Money.tsx";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { SmallTable } from "../parts/SmallTable.tsx";
import { Tag } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { When } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import "./grading.css";
import { type GradingLine, isMoving, tones } from "./states.ts";
import { StartGrading } from "./StartGrading.tsx";

/** All gradings, the newest first. */
export function GradingList() {
  const { t } = useText();
  const { may } = useMe();
  const [state, set] = useUrlState();
  const pages = useInfiniteQuery({
    queryKey: ["gradings", "list"],
    queryFn: ({ pageParam }) =>
      ask(api.GET("/api/v1/gradings", { params: { query: { limit: 30, ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    refetchInterval: (asked) =>
      asked.state.data?.pages.some((page) => page.items.some((one) => isMoving(one.state))) ? 1_500 : false,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const byWhom = (row: GradingLine) => (row.createdBy ? row.createdByName : t("grading.system"));
  const start = may("customers.grade.run") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => set({ start: "yes" })}>
      {t("grading.start")}
    </Button>
  );
  return (
    <div className="page">
      <PageHead title={t("grading.title")}>{start}</PageHead>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty icon={<CrownOutlined />} title={t("grading.none")} lead={t("grading.noneLead")}>
          {start}
        </Empty>
      )}
      {rows.length > 0 && (
        <SmallTable
          label={t("grading.title")}
          rows={rows}
          id={(row) => row.id}
          href={(row) => ({ to: `/gradings/${row.id}` })}
          columns={[
            { key: "kind", title: t("grading.kind"), cell: (row) => t(`grading.${row.kind}`) },
            {
              key: "state",
              title: t("grading.state"),
              cell: (row) => <Tag tone={tones[row.state]}>{t(`grading.${row.state}`)}</Tag>,
            },
            { key: "judged", title: t("grading.judged"), number: true, cell: (row) => formatCount(row.judged) },
            { key: "changed", title: t("grading.changed"), number: true, cell: (row) => formatCount(row.changed) },
            {
              key: "effective",
              title: t("grading.effective"),
              cell: (row) => <When at={row.appliedAt ?? row.effectiveAt} />,
            },
            { key: "by", title: t("grading.by"), cell: (row) => byWhom(row) },
            { key: "at", title: t("grading.at"), cell: (row) => <When at={row.createdAt} /> },
          ]}
        />
      )}
      {pages.hasNextPage && <Button onClick={() => void pages.fetchNextPage()}>{t("parts.more")}</Button>}
      <StartGrading open={state.start === "yes"} onClose={() => set({ start: undefined })} />
    </div>
  );
}
