import { ArrowDownOutlined, ArrowRightOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { api, ask } from "../api.ts";
import { GradeTag } from "../parts/GradeTag.tsx";
import { formatCount } from "../parts/Money.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useText } from "../texts/index.ts";
import { direction, type Grade, type Grading } from "./states.ts";

const arrows = {
  up: <ArrowUpOutlined className="up" />,
  down: <ArrowDownOutlined className="down" />,
  fresh: <ArrowRightOutlined className="quiet" />,
};

/** Who moves from which grade to which, each with the ground in words; the moves above filter. */
export function Changes({ grading }: { grading: Grading }) {
  const { t, pick } = useText();
  const [{ from, to }, set] = useUrlState();
  const pages = useInfiniteQuery({
    queryKey: ["gradings", grading.id, "changes", grading.state, from, to],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/gradings/{id}/changes", {
          params: {
            path: { id: grading.id },
            query: {
              limit: 50,
              ...(from && { from: from as Grade }),
              ...(to && { to: to as Grade }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const here = (move: Grading["moves"][number]) => (move.from ?? "none") === from && move.to === to;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("grading.changes")}</h2>
      </div>
      {grading.moves.length > 0 && (
        <div className="moves">
          <button
            type="button"
            className={!from && !to ? "move move-here" : "move"}
            onClick={() => set({ from: undefined, to: undefined })}
          >
            {t("grading.allMoves")} <strong>{formatCount(grading.changed)}</strong>
          </button>
          {grading.moves.map((move) => (
            <button
              key={`${move.from}-${move.to}`}
              type="button"
              className={here(move) ? "move move-here" : "move"}
              aria-pressed={here(move)}
              onClick={() => set({ from: move.from ?? "none", to: move.to })}
            >
              <Move from={move.from} to={move.to} /> <strong>{formatCount(move.count)}</strong>
            </button>
          ))}
        </div>
      )}
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && <p className="panel-body quiet">{t("grading.changesNone")}</p>}
      <ul className="changes">
        {rows.map((row) => (
          <li key={row.customer.customerId} className="change">
            <Link to={`/customers/${row.customer.customerId}` as "/"} className="table-name change-name">
              {row.customer.name}
            </Link>
            <Move from={row.fromGrade} to={row.grade ?? ""} />
            <span className="change-ground">{pick(row.ground)}</span>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <div className="panel-body">
          <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            {t("parts.more")}
          </Button>
        </div>
      )}
    </section>
  );
}

function Move({ from, to }: { from: string | null | undefined; to: string }) {
  const { t } = useText();
  const way = direction(from, to);
  return (
    <span className="move-tags" title={t(`grading.${way}`)}>
      {from ? <GradeTag grade={from} /> : <span className="quiet">{t("grading.noGrade")}</span>}
      {arrows[way]}
      <GradeTag grade={to} />
    </span>
  );
}
