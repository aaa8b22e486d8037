import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { useRef } from "react";
import { api, ask, queries } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useLive } from "../../live/useLive.ts";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { Ages } from "./Ages.tsx";
import "./board.css";
import { Clocks } from "./Clocks.tsx";
import { Figures } from "./Figures.tsx";
import { Kinds } from "./Kinds.tsx";
import { Loads } from "./Loads.tsx";

export type Scope = "all" | "department";

/** What is open at this moment, what is late, and who has how much in hand; each figure opens its tickets. */
export function Board() {
  const { t } = useText();
  const { me, may } = useMe();
  const [url, set] = useUrlState();
  const scope: Scope = url.scope === "department" ? "department" : "all";
  const { data, error } = useQuery({
    queryKey: ["ticket-board", scope],
    queryFn: () => ask(api.GET("/api/v1/ticket-board", { params: { query: { scope } } })),
    placeholderData: (before) => before,
    refetchInterval: 30_000,
  });
  useBoardLive();
  const chats = may("service.chat");
  useLive(chats ? "chats" : undefined, () => void queries.invalidateQueries({ queryKey: ["chats", "list"] }));
  const all = me?.grants.includes("service.rows:all");
  return (
    <div className="page board">
      <DeskTabs />
      <PageHead title={t("board.title")} remark={t("board.lead")}>
        {all && (
          <Segmented<Scope>
            value={scope}
            aria-label={t("board.scope")}
            onChange={(next) => set({ scope: next === "all" ? undefined : next })}
            options={[
              { value: "all", label: t("board.all") },
              { value: "department", label: t("board.department") },
            ]}
          />
        )}
      </PageHead>
      <ProblemNote problem={error} />
      {!data && !error && <Waiting lines={8} />}
      {data && (
        <>
          <Figures board={data} scope={scope} />
          <div className="board-columns">
            <Clocks board={data} scope={scope} />
            <Kinds board={data} scope={scope} />
            <Loads board={data} />
            <Ages board={data} scope={scope} />
          </div>
        </>
      )}
    </div>
  );
}

/** Whatever moves is counted anew, at most once in two seconds. */
function useBoardLive() {
  const timer = useRef(0);
  useLive("tickets", () => {
    if (timer.current) return;
    timer.current = window.setTimeout(() => {
      timer.current = 0;
      void queries.invalidateQueries({ queryKey: ["ticket-board"] });
    }, 2_000);
  });
}
