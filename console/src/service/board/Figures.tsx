import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { companyTime } from "../../parts/clock.ts";
import { formatCount } from "../../parts/Money.tsx";
import { useNow } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { useQueue } from "../chat/data.ts";
import type { Scope } from "./Board.tsx";
import { type BoardData, openStates, rowsOf } from "./links.ts";

/** The figures that a team lead looks at first. */
export function Figures({ board, scope }: { board: BoardData; scope: Scope }) {
  const { t } = useText();
  const { may } = useMe();
  const today = companyTime(useNow()).startOf("day").toISOString();
  const missed = useContactCount("missed", may("service.contacts.read"));
  const waiting = useContactCount("open", may("service.contacts.read"));
  const chats = useQueue(may("service.chat")).length;
  return (
    <ul className="figures">
      <Figure name={t("board.late")} count={board.late} tone="bad" to={rowsOf(scope, { due: "late", sort: "dueAt" })} />
      <Figure
        name={t("board.soon", { hours: board.soonHours })}
        count={board.soon}
        tone="warn"
        to={rowsOf(scope, { due: "soon", sort: "dueAt" })}
      />
      <Figure
        name={t("board.unassigned")}
        count={board.unassigned}
        tone="warn"
        to={
          scope === "all"
            ? rowsOf(scope, { queue: "unassigned" })
            : rowsOf(scope, { assigneeId: "none", state: openStates })
        }
      />
      <Figure
        name={t("board.open")}
        count={board.open}
        note={t("board.waitingNote", { count: board.waiting })}
        to={rowsOf(scope, { state: openStates, sort: "priority" })}
      />
      <Figure
        name={t("board.registeredToday")}
        count={board.today.registered}
        to={rowsOf("all", { openedAt: `${today}..` })}
      />
      <Figure
        name={t("board.closedToday")}
        count={board.today.closed}
        to={rowsOf("all", { state: "closed", closedAt: `${today}..` })}
      />
      {may("service.chat") && (
        <Figure
          name={t("board.waitingChats")}
          count={chats}
          tone="warn"
          to={{ to: "/chats" as "/", search: {} as never }}
        />
      )}
      {missed !== undefined && (
        <Figure
          name={t("board.missedCalls")}
          count={missed}
          tone="bad"
          to={{ to: "/desk" as "/", search: { state: "missed" } as never }}
        />
      )}
      {waiting !== undefined && (
        <Figure
          name={t("board.openContacts")}
          count={waiting}
          to={{ to: "/desk" as "/", search: { state: "open" } as never }}
        />
      )}
    </ul>
  );
}

type FigureProps = {
  readonly name: string;
  readonly count: number;
  readonly tone?: "bad" | "warn";
  readonly note?: ReactNode;
  readonly to: { readonly to: "/"; readonly search: never };
};

function Figure({ name, count, tone, note, to }: FigureProps) {
  return (
    <li>
      <Link {...to} className={count > 0 && tone ? `figure panel figure-${tone}` : "figure panel"}>
        <span className="figure-name">{name}</span>
        <strong>{formatCount(count)}</strong>
        {note && <span className="quiet small">{note}</span>}
      </Link>
    </li>
  );
}

/** How many contacts wait in the inbox; calls that nobody took. */
function useContactCount(state: "missed" | "open", enabled: boolean): number | undefined {
  return useQuery({
    queryKey: ["contacts", "count", state],
    queryFn: () => ask(api.GET("/api/v1/contacts/count", { params: { query: { state } } })),
    enabled,
    refetchInterval: 30_000,
  }).data?.count;
}
