import { useMutation } from "@tanstack/react-query";
import { App, Button, Progress } from "antd";
import type { Run } from "../runs/runs.ts";
import { cancelRun } from "../runs/runs.ts";
import { useText } from "../texts/index.ts";
import { formatCount } from "./Money.tsx";
import "./parts.css";

/** One background job: its name, how far it is, and how to stop it. */
export function RunProgress({ run }: { run: Run }) {
  const { t, pick } = useText();
  const { modal } = App.useApp();
  const cancel = useMutation({ mutationFn: () => cancelRun(run.id) });
  const active = run.state === "queued" || run.state === "running";
  const part = run.total ? Math.min(1, run.done / run.total) : undefined;
  const ask = () =>
    modal.confirm({
      title: t("runs.cancelAsk"),
      content: t("runs.cancelLead"),
      okText: t("runs.cancel"),
      cancelText: t("runs.keep"),
      okButtonProps: { danger: true },
      onOk: () => cancel.mutateAsync(),
    });
  return (
    <div className="run-progress">
      <div className="spread">
        <strong>{pick(run.label)}</strong>
        <span className="quiet small nowrap">
          {run.cancelRequested
            ? t("parts.cancelling")
            : run.total
              ? t("runs.progress", { done: formatCount(run.done), total: formatCount(run.total) })
              : t(run.state === "queued" ? "parts.stateQueued" : "parts.stateRunning")}
        </span>
      </div>
      <div className="spread">
        <Progress
          percent={run.state === "done" ? 100 : Math.floor((part ?? 0) * 100)}
          status={
            run.state === "failed" ? "exception" : run.state === "done" ? "success" : active ? "active" : "normal"
          }
          size="small"
          aria-label={pick(run.label)}
        />
        {active && !run.cancelRequested && (
          <Button size="small" type="text" onClick={ask}>
            {t("parts.cancel")}
          </Button>
        )}
      </div>
    </div>
  );
}
