import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { api, ask, type Schema } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { useFieldLabels } from "./field-labels.ts";
import { Composer } from "./Composer.tsx";

type Event = Schema<"TimelineEvent">;

const shows: Record<string, (event: Event) => boolean> = {
  all: () => true,
  talks: (event) => event.subjectType === "communication",
  promises: (event) => /obligation/.test(event.kind),
  changes: (event) => !/obligation/.test(event.kind) && event.subjectType !== "communication",
};
const tone = (event: Event): string =>
  /breach|refus|closed|failed/.test(event.kind)
    ? "bad"
    : /obligation\.(met|fulfil)|check/.test(event.kind)
      ? "good"
      : event.subjectType === "communication"
        ? "talk"
        : "plain";

/** All that happened to a customer, the newest first; conversations are recorded at the top. */
export function Timeline({ id }: { id: string }) {
  const { t, pick } = useText();
  const [state, set] = useUrlState();
  const which = state.events && shows[state.events] ? state.events : "all";
  const pages = useInfiniteQuery({
    queryKey: ["customers", id, "events"],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/customers/{id}/events", {
          params: { path: { id }, query: { limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    refetchInterval: 15_000,
  });
  const events = (pages.data?.pages.flatMap((page) => page.items) ?? []).filter(shows[which]!);
  const labels = useFieldLabels();
  return (
    <section className="panel timeline">
      <div className="panel-head">
        <h2>{t("customers.timeline")}</h2>
        <Segmented
          size="small"
          className="no-print"
          value={which}
          onChange={(next) => set({ events: next === "all" ? undefined : next })}
          options={[
            { value: "all", label: t("customers.filterAll") },
            { value: "talks", label: t("customers.filterTalks") },
            { value: "changes", label: t("customers.filterChanges") },
            { value: "promises", label: t("customers.filterPromises") },
          ]}
        />
      </div>
      <Composer id={id} />
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && events.length === 0 && <p className="panel-body quiet">{t("customers.timelineNone")}</p>}
      <ol className="events">
        {events.map((event) => {
          const detail = [
            Array.isArray(event.data.fields) && labels(event.data.fields.map(String)),
            // Where the sentence does not say it already.
            event.data.reason &&
              !event.text.zh.includes("{reason}") &&
              `${t("customers.reason")}：${String(event.data.reason)}`,
          ]
            .filter(Boolean)
            .join(" · ");
          return (
            <li key={event.id} className={`event event-${tone(event)}`}>
              <div className="spread">
                <span>
                  {pick(event.text, event.data)}
                  {detail && <span className="quiet"> {detail}</span>}
                </span>
                <span className="event-when">
                  <When at={event.at} />
                </span>
              </div>
              <span className="quiet small">{event.actorName}</span>
            </li>
          );
        })}
      </ol>
      {pages.hasNextPage && (
        <div className="panel-body">
          <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            {t("customers.timelineMore")}
          </Button>
        </div>
      )}
    </section>
  );
}
