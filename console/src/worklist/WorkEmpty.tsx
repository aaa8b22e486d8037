import { CheckCircleOutlined, PauseCircleOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useMe } from "../frame/me.ts";
import { Empty } from "../parts/Empty.tsx";
import { type TextKey, useText } from "../texts/index.ts";
import type { Scope, WorkState } from "./obligations.ts";
import type { Counts } from "./Worklist.tsx";

type Props = {
  readonly scope: Scope;
  readonly state: WorkState;
  readonly counts: Counts;
  readonly onGo: (patch: Record<string, string | undefined>) => void;
};

/** Nothing to do: says so kindly, and what could come next. */
export function WorkEmpty({ scope, state, counts, onGo }: Props) {
  const { t } = useText();
  const { may } = useMe();
  const words: [TextKey, TextKey] =
    state === "late"
      ? ["worklist.emptyLate", "worklist.emptyLateLead"]
      : state === "paused"
        ? ["worklist.emptyPaused", "worklist.emptyPausedLead"]
        : state === "done"
          ? ["worklist.emptyDone", "worklist.emptyDoneLead"]
          : scope === "mine"
            ? ["worklist.emptyMine", "worklist.emptyMineLead"]
            : ["worklist.emptyScope", "worklist.emptyScopeLead"];
  const role = counts.role?.open ?? 0;
  const all = counts.all;
  return (
    <Empty
      icon={state === "paused" ? <PauseCircleOutlined /> : <CheckCircleOutlined />}
      title={t(words[0])}
      lead={t(words[1])}
    >
      {scope !== "role" && role > 0 && (
        <Button type="primary" onClick={() => onGo({ scope: "role", state: undefined })}>
          {t("worklist.nextRole", { count: role })}
        </Button>
      )}
      {scope !== "all" && all && all.late > 0 && (
        <Button onClick={() => onGo({ scope: "all", state: "late" })}>
          {t("worklist.nextLate", { count: all.late })}
        </Button>
      )}
      {scope !== "all" && all && all.open > 0 && all.late === 0 && (
        <Button onClick={() => onGo({ scope: "all", state: undefined })}>
          {t("worklist.nextAll", { count: all.open })}
        </Button>
      )}
      {may("customers.read") && (
        <Link to="/customers">
          <Button type={role || all?.open ? "default" : "primary"}>{t("worklist.nextCustomers")}</Button>
        </Link>
      )}
    </Empty>
  );
}
