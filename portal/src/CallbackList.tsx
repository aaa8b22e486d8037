import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, ask, type Schema } from "./api.ts";
import { useTexts } from "./language.ts";
import { Waiting, When } from "./parts.tsx";
import type { texts } from "./texts.ts";

type OwnCallback = Schema<"OwnCallback">;

const useCallbacks = () =>
  useInfiniteQuery({
    queryKey: ["callbacks"],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/portal/callbacks", {
          params: { query: { limit: 20, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** What we asked the customer after we served them: those that wait for an answer, and those that have one. */
export function CallbackList() {
  const { say } = useTexts();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useCallbacks();
  if (!data) return <Waiting error={error} retry={() => void refetch()} />;
  const items = data.pages.flatMap((page) => page.items);
  const sorted = [...items.filter((one) => one.isOpen), ...items.filter((one) => !one.isOpen)];
  return (
    <>
      <h1 className="hidden-text">{say("callbacks")}</h1>
      {items.length === 0 && <p className="quiet empty">{say("noCallbacks")}</p>}
      <ul className="list">
        {sorted.map((one) => (
          <li key={one.id}>
            <CallbackLine callback={one} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say("more")}
        </button>
      )}
    </>
  );
}

function CallbackLine({ callback }: { callback: OwnCallback }) {
  const { say } = useTexts();
  return (
    <Link to="/callbacks/$id" params={{ id: callback.id }} className="card row">
      <span>
        <b>{say(`reason_${callback.reason}` as keyof typeof texts)}</b>
        <small className="quiet">
          <When at={callback.answeredAt ?? callback.openedAt} />
        </small>
      </span>
      <span className={callback.isOpen ? "state waiting" : "state closed"}>
        {say(callback.isOpen ? "callbackOpen" : "callbackAnswered")}
      </span>
    </Link>
  );
}

const useAwaiting = (): readonly OwnCallback[] =>
  useCallbacks().data?.pages.flatMap((page) => page.items.filter((one) => one.isOpen)) ?? [];

/** How many wait, beside the name of their screen. */
export function Awaiting() {
  const { say } = useTexts();
  const count = useAwaiting().length;
  if (!count) return null;
  return (
    <span className="count" title={say("callbacksWaiting", { count })}>
      {count}
    </span>
  );
}

/** The first of those that wait, where the customer arrives. */
export function AwaitingCard() {
  const [first] = useAwaiting();
  return first ? <CallbackLine callback={first} /> : null;
}
