import { DownloadOutlined } from "@ant-design/icons";
import { formatCount } from "../parts/Money.tsx";
import { RunProgress } from "../parts/RunProgress.tsx";
import { Tag, type Tone } from "../parts/Tag.tsx";
import { useSaySpan, When } from "../parts/When.tsx";
import { type TextKey, useText } from "../texts/index.ts";
import type { Text } from "../texts/text.ts";
import { exportFile } from "./exports.ts";
import { isActive, type Run } from "./runs.ts";

export const runStates: Record<Run["state"], [TextKey, Tone]> = {
  queued: ["parts.stateQueued", "plain"],
  running: ["parts.stateRunning", "accent"],
  done: ["parts.stateDone", "good"],
  failed: ["parts.stateFailed", "bad"],
  cancelled: ["parts.stateCancelled", "plain"],
};

/** One job in the list: moving while it runs, then its outcome. */
export function RunRow({ run }: { run: Run }) {
  const { t, pick } = useText();
  const span = useSaySpan();
  const [state, tone] = runStates[run.state];
  const problem = run.problem as { text?: Text; values?: Record<string, unknown> } | null;
  const took = run.startedAt && run.finishedAt ? Date.parse(run.finishedAt) - Date.parse(run.startedAt) : undefined;
  return (
    <li className="run">
      {isActive(run) ? (
        <RunProgress run={run} />
      ) : (
        <div className="spread">
          <strong>{pick(run.label)}</strong>
          <Tag tone={tone}>{t(state)}</Tag>
        </div>
      )}
      <div className="run-facts">
        <span>{t("runs.by", { name: run.createdByName })}</span>
        <When at={run.createdAt} />
        {took !== undefined && took >= 0 && (
          <span>{t("runs.took", { span: took < 60_000 ? `${(took / 1000).toFixed(1)} s` : span(took) })}</span>
        )}
        {!isActive(run) && run.total !== null && (
          <span>{t("runs.progress", { done: formatCount(run.done), total: formatCount(run.total) })}</span>
        )}
      </div>
      {run.state === "done" && exportFile(run) && (
        <a href={exportFile(run)}>
          <DownloadOutlined /> {t("runs.download")}
        </a>
      )}
      {problem?.text && <p className="run-problem">{pick(problem.text, problem.values)}</p>}
    </li>
  );
}
