import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { api, ask } from "../api.ts";
import { formatCount } from "../parts/Money.tsx";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { RunProgress } from "../parts/RunProgress.tsx";
import { Tag } from "../parts/Tag.tsx";
import { Waiting } from "../parts/Waiting.tsx";
import { When } from "../parts/When.tsx";
import { useRun } from "../runs/runs.ts";
import { useText } from "../texts/index.ts";
import { Changes } from "./Changes.tsx";
import { Decide } from "./Decide.tsx";
import { Distribution } from "./Distribution.tsx";
import "./grading.css";
import { isMoving, tones } from "./states.ts";

/** One grading: how it would change the grades, who moves and why, and the decision on it. */
export function GradingPage() {
  const { t } = useText();
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery({
    queryKey: ["gradings", id],
    queryFn: () => ask(api.GET("/api/v1/gradings/{id}", { params: { path: { id } } })),
    refetchInterval: (asked) => (asked.state.data && isMoving(asked.state.data.state) ? 1_000 : false),
  });
  const grading = query.data;
  const run = useRun(grading && isMoving(grading.state) ? grading.runId : undefined);
  if (query.error)
    return (
      <div className="page">
        <ProblemNote problem={query.error} />
      </div>
    );
  if (!grading) return <Waiting />;
  const facts = [
    [t("grading.asOf"), <When key="asOf" at={grading.asOf} />],
    [t("grading.effective"), <When key="effective" at={grading.appliedAt ?? grading.effectiveAt} />],
    [t("grading.judged"), formatCount(grading.judged)],
    [t("grading.changed"), formatCount(grading.changed)],
    [t("grading.by"), grading.createdBy ? grading.createdByName : t("grading.system")],
  ] as const;
  return (
    <div className="page">
      <Link to="/gradings" className="back">
        <ArrowLeftOutlined /> {t("grading.back")}
      </Link>
      <PageHead
        title={t(`grading.${grading.kind}`)}
        remark={
          <>
            <Tag tone={tones[grading.state]}>{t(`grading.${grading.state}`)}</Tag>{" "}
            {t("grading.clause", { clause: grading.clause })}
          </>
        }
      >
        {grading.state === "preview" && <Decide grading={grading} />}
      </PageHead>
      {run && isMoving(grading.state) && (
        <div className="panel panel-body">
          <RunProgress run={run} />
        </div>
      )}
      <dl className="figures panel">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {grading.note && (
        <p className="quiet">
          {[grading.decidedByName && t("grading.decidedBy", { name: grading.decidedByName }), grading.note]
            .filter(Boolean)
            .join(" · ")}
        </p>
      )}
      {grading.distribution.length > 0 && <Distribution grading={grading} />}
      {grading.state !== "computing" && <Changes grading={grading} />}
    </div>
  );
}
