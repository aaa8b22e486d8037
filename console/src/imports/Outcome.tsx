import { DownloadOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { api, ask, queries, type Schema } from "../api.ts";
import { formatCount } from "../parts/Money.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { RunProgress } from "../parts/RunProgress.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { isActive, runsChanged, useRun } from "../runs/runs.ts";
import { useText } from "../texts/index.ts";
import type { Text } from "../texts/text.ts";
import { Refusals } from "./Refusals.tsx";

/** A dry run or import: its progress, then what became of the rows, and the next step. */
export function Outcome({ id }: { id: string }) {
  const { t, pick } = useText();
  const [, set] = useUrlState();
  const job = useQuery({
    queryKey: ["imports", id],
    queryFn: () => ask(api.GET("/api/v1/imports/{id}", { params: { path: { id } } })),
    refetchInterval: (asked) => (asked.state.data && !isActive(asked.state.data) ? false : 1_000),
  });
  const run = useRun(job.data && isActive(job.data) ? job.data.runId : undefined);
  const go = useMutation({
    mutationFn: ({ fileId, mapping, format }: Schema<"ImportWithErrors">) =>
      ask(
        api.POST("/api/v1/imports", {
          body: { fileId, mapping: mapping as never, format, dryRun: false, remember: true },
        }),
      ),
    onSuccess: (next) => {
      void runsChanged();
      void queries.invalidateQueries({ queryKey: ["customer"] });
      set({ job: next.id, tried: id }, { push: true });
    },
  });
  if (job.error) return <ProblemNote problem={job.error} />;
  if (!job.data) return <Waiting />;
  const { counts, dryRun, state, firstErrors, what } = job.data;
  const problem = job.data.problem as { text?: Text; values?: Record<string, unknown> } | null;
  const figures = [
    ["new", counts.new],
    ["updated", counts.updated],
    ["unchanged", counts.unchanged],
    ["refused", counts.refused],
    ...(what === "purchases" ? ([["made", counts.customers]] as const) : []),
  ] as const;
  return (
    <>
      {isActive(job.data) && run && (
        <section className="panel panel-body">
          <RunProgress run={run} />
        </section>
      )}
      {state === "done" && <Alert type="success" showIcon title={t(dryRun ? "imports.dryDone" : "imports.runDone")} />}
      {state === "cancelled" && <Alert type="warning" showIcon title={t("imports.stopped")} />}
      {problem?.text && <Alert type="error" showIcon title={pick(problem.text, problem.values)} />}
      <dl className="figures panel">
        {figures.map(([name, count]) => (
          <div key={name} className={name === "refused" && count > 0 ? "figure-bad" : undefined}>
            <dt>{t(`imports.${name}`)}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {counts.refused > 0 && (
        <section className="panel">
          <div className="panel-head">
            <h2>
              {t("imports.errors")}{" "}
              <span className="quiet small">{t("imports.errorsFirst", { count: firstErrors.length })}</span>
            </h2>
            <Button size="small" icon={<DownloadOutlined />} href={`/api/v1/imports/${id}/error-file?format=xlsx`}>
              {t("imports.errorFile")}
            </Button>
          </div>
          <Refusals rows={firstErrors} />
        </section>
      )}
      <ProblemNote problem={go.error} fields />
      {!isActive(job.data) && (
        <div className="form-foot import-foot">
          {dryRun && state === "done" && (
            <Button
              type="primary"
              loading={go.isPending}
              disabled={counts.new + counts.updated === 0}
              onClick={() => go.mutate(job.data)}
            >
              {t("imports.runIt", { count: formatCount(counts.new + counts.updated) })}
            </Button>
          )}
          {dryRun && (
            <Button onClick={() => set({ job: undefined, tried: undefined, file: job.data.fileId })}>
              {t("imports.again")}
            </Button>
          )}
          {!dryRun && (
            <Link to="/customers">
              <Button type="primary">{t("imports.see")}</Button>
            </Link>
          )}
          {!dryRun && (
            <Button onClick={() => set({ job: undefined, file: undefined, tried: undefined })}>
              {t("imports.another")}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
