import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, ask } from "./api.ts";
import { AwaitingCard } from "./CallbackList.tsx";
import { useTexts } from "./language.ts";
import { State, Waiting, When } from "./parts.tsx";
import type { texts } from "./texts.ts";

/** What the customer asked of us, the newest first. */
export function TicketList() {
  const { say } = useTexts();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["tickets"],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/portal/tickets", {
          params: { query: { limit: 20, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (!data) return <Waiting error={error} retry={() => void refetch()} />;
  const items = data.pages.flatMap((page) => page.items);
  return (
    <>
      <Link to="/new" className="button main">
        {say("newTicket")}
      </Link>
      <AwaitingCard />
      <Messages />
      {items.length === 0 && <p className="quiet empty">{say("noTickets")}</p>}
      <ul className="list">
        {items.map((one) => (
          <li key={one.id}>
            <Link to="/tickets/$id" params={{ id: one.id }} className="card row">
              <span>
                <b>{one.subject}</b>
                <small className="quiet">
                  {say(one.kind as keyof typeof texts)} · {one.number} · <When at={one.openedAt} />
                </small>
              </span>
              <State state={one.state} />
            </Link>
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

/** What was written to somebody whom neither e-mail nor phone reaches. */
function Messages() {
  const { say } = useTexts();
  const { data } = useQuery({
    queryKey: ["messages"],
    queryFn: () => ask(api.GET("/api/v1/portal/messages", { params: { query: { limit: 3 } } })),
  });
  if (!data?.items.length) return null;
  return (
    <section className="card">
      <h2>{say("messages")}</h2>
      {data.items.map((one) => (
        <p key={one.id} className="message">
          {one.body}
          <small className="quiet">
            <When at={one.at} />
          </small>
        </p>
      ))}
    </section>
  );
}
