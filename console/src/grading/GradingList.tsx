import { CrownOutlined, PlusOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { api, ask } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { Empty } from "../parts/Empty.tsx";
import { formatCount } from "../parts/Money.tsx";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { When } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import "../parts/list/list.css";
import "./grading.css";
import { isMoving, tones } from "./states.ts";
import { StartGrading } from "./StartGrading.tsx";

/** All gradings, the newest first. */
export function GradingList() {
  const { t } = useText();
  const { may } = useMe();
  const navigate = useNavigate();
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
        <div className="panel scroll-x">
          <table className="table">
            <thead>
              <tr>
                <th>{t("grading.kind")}</th>
                <th>{t("grading.state")}</th>
                <th className="number">{t("grading.judged")}</th>
                <th className="number">{t("grading.changed")}</th>
                <th>{t("grading.effective")}</th>
                <th>{t("grading.by")}</th>
                <th>{t("grading.at")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} onClick={() => void navigate({ to: `/gradings/${row.id}` })}>
                  <td>
                    <Link to="/gradings/$id" params={{ id: row.id }} className="table-name">
                      {t(`grading.${row.kind}`)}
                    </Link>
                  </td>
                  <td>
                    <Tag tone={tones[row.state]}>{t(`grading.${row.state}`)}</Tag>
                  </td>
                  <td className="number">{formatCount(row.judged)}</td>
                  <td className="number">{formatCount(row.changed)}</td>
                  <td>
                    <When at={row.appliedAt ?? row.effectiveAt} />
                  </td>
                  <td>{row.createdByName}</td>
                  <td>
                    <When at={row.createdAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages.hasNextPage && <Button onClick={() => void pages.fetchNextPage()}>{t("parts.more")}</Button>}
      <StartGrading open={state.start === "yes"} onClose={() => set({ start: undefined })} />
    </div>
  );
}
