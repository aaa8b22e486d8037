import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { api, ask } from "../api.ts";
import { CustomerName } from "../compliance/Rows.tsx";
import { companyTime } from "../parts/clock.ts";
import { formatCount } from "../parts/Money.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { SidePanel } from "../parts/SidePanel.tsx";
import { Tag } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useText } from "../texts/index.ts";
import { type Replay, type Summary, useControlWords } from "./data.ts";

type Change = "newly_late" | "no_longer_late";

/** What would have been late, promise by promise; a count opens its list. */
export function Promises({ replay, summary }: { replay: Replay; summary: Summary }) {
  const { t } = useText();
  const words = useControlWords();
  const [state, set] = useUrlState();
  const open = (control: string, clause: string, change: Change) =>
    set({ promise: control, clause, change }, { push: true });
  return (
    <section className="panel scroll-x">
      <div className="panel-head">
        <h2>{t("replay.late")}</h2>
      </div>
      {summary.obligations.length === 0 ? (
        <p className="panel-body quiet">{t("replay.lateNone")}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t("replay.promise")}</th>
              <th className="number">{t("replay.judgedCount")}</th>
              <th className="number">{t("replay.lateBefore")}</th>
              <th className="number">{t("replay.lateAfter")}</th>
              <th className="number">{t("replay.newlyLate")}</th>
              <th className="number">{t("replay.noLongerLate")}</th>
              <th className="number">{t("replay.dropped")}</th>
            </tr>
          </thead>
          <tbody>
            {summary.obligations.map((one) => (
              <tr key={`${one.control} ${one.clause}`}>
                <td>
                  <span className="quiet">{one.clause}</span> {words.label(one.control)}
                </td>
                <td className="number">{formatCount(one.judged)}</td>
                <td className="number">{formatCount(one.lateBefore)}</td>
                <td className="number">{formatCount(one.lateAfter)}</td>
                {(["newly_late", "no_longer_late"] as const).map((change) => {
                  const count = change === "newly_late" ? one.newlyLate : one.noLongerLate;
                  return (
                    <td key={change} className="number">
                      {count ? (
                        <button
                          type="button"
                          className={change === "newly_late" ? "link-button late" : "link-button"}
                          onClick={() => open(one.control, one.clause, change)}
                        >
                          {formatCount(count)}
                        </button>
                      ) : (
                        0
                      )}
                    </td>
                  );
                })}
                <td className="number">{formatCount(one.dropped)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <SidePanel
        open={state.promise !== undefined}
        onClose={() => set({ promise: undefined, clause: undefined, change: undefined })}
        title={state.promise && `${state.clause ?? ""} ${words.label(state.promise)}`}
        width={520}
      >
        {state.promise && (
          <LateRows
            key={`${state.promise} ${state.change}`}
            replay={replay}
            control={state.promise}
            clause={state.clause}
            change={state.change as Change}
          />
        )}
      </SidePanel>
    </section>
  );
}

type Props = { replay: Replay; control: string; clause: string | undefined; change: Change };

function LateRows({ replay, control, clause, change }: Props) {
  const { t } = useText();
  const pages = useInfiniteQuery({
    queryKey: ["replays", replay.id, "obligations", control, clause, change],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/replays/{id}/obligations", {
          params: {
            path: { id: replay.id },
            query: { limit: 30, control, change, ...(clause && { clause }), ...(pageParam && { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const time = (at: string | null) => (at ? companyTime(at).format("MM-DD HH:mm") : "—");
  return (
    <div className="stack">
      <Tag tone={change === "newly_late" ? "bad" : "good"}>
        {t(change === "newly_late" ? "replay.newlyLate" : "replay.noLongerLate")}
      </Tag>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      <ul className="replay-late">
        {rows.map((row) => (
          <li key={row.obligationId}>
            <CustomerName id={row.customerId} />
            <dl>
              {(
                [
                  ["openedAt", row.openedAt],
                  ["dueWas", row.dueAt],
                  ["dueWould", row.wouldBeDueAt],
                  ["settled", row.settledAt],
                ] as const
              ).map(([name, at]) => (
                <div key={name}>
                  <dt>{t(`replay.${name}`)}</dt>
                  <dd>{time(at)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </div>
  );
}
