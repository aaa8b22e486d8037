import { ArrowLeftOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button, Progress } from "antd";
import { api, ask } from "../api.ts";
import { companyTime } from "../parts/clock.ts";
import { formatCount } from "../parts/Money.tsx";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { Waiting } from "../parts/Waiting.tsx";
import { When } from "../parts/When.tsx";
import "../policies/policies.css";
import { runsChanged } from "../runs/runs.ts";
import { useText } from "../texts/index.ts";
import { isMoving, type Replay, replaysChanged, tones, useReplay } from "./data.ts";
import { Decision } from "./Decision.tsx";
import { MetricSides } from "./MetricSides.tsx";
import { OverrideWords } from "./OverrideWords.tsx";
import { Promises } from "./Promises.tsx";
import "../grading/grading.css";
import "./replay.css";

/** One replay: how far it is, then before and after side by side. */
export function ReplayPage() {
  const { t } = useText();
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useReplay(id);
  const replay = query.data;
  if (query.error)
    return (
      <div className="page">
        <ProblemNote problem={query.error} />
      </div>
    );
  if (!replay) return <Waiting />;
  return (
    <div className="page">
      <Link to={"/replays" as "/"} className="back no-print">
        <ArrowLeftOutlined /> {t("replay.back")}
      </Link>
      <PageHead
        title={`${replay.document} ${t("replay.versionName", { number: replay.versionNumber })}`}
        remark={
          <span className="row">
            <Tag tone={tones[replay.state]}>{t(`replay.${replay.state}`)}</Tag>
            <OverrideWords replay={replay} />
          </span>
        }
      >
        <Link to={`/policies/${replay.document}` as "/"} search={{ version: replay.versionId }}>
          <Button>{t("policies.tabText")}</Button>
        </Link>
      </PageHead>
      <p className="quiet">
        {t("replay.span")} {companyTime(replay.from).format("YYYY-MM-DD")} –{" "}
        {companyTime(replay.to).subtract(1, "second").format("YYYY-MM-DD")} · {replay.createdByName} ·{" "}
        <When at={replay.createdAt} />
      </p>
      {isMoving(replay) && <Progressing replay={replay} />}
      {replay.summary && (
        <>
          {replay.summary.decisions.map((decision) => (
            <Decision key={`${decision.control} ${decision.at}`} replay={replay} decision={decision} />
          ))}
          <Promises replay={replay} summary={replay.summary} />
          <MetricSides metrics={replay.summary.metrics} />
        </>
      )}
    </div>
  );
}

function Progressing({ replay }: { replay: Replay }) {
  const { t } = useText();
  const cancel = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/replays/{id}/cancellation", { params: { path: { id: replay.id } } })),
    onSuccess: () => {
      void runsChanged();
      void replaysChanged();
    },
  });
  return (
    <div className="panel panel-body">
      <div className="spread">
        <span>
          {t(`replay.${replay.state}`)}{" "}
          {replay.total !== null && (
            <span className="quiet small">
              {formatCount(replay.done)} / {formatCount(replay.total)}
            </span>
          )}
        </span>
        <Button size="small" onClick={() => cancel.mutate()} loading={cancel.isPending}>
          {t("replay.cancel")}
        </Button>
      </div>
      <Progress
        percent={replay.total ? Math.floor((replay.done / replay.total) * 100) : 0}
        status="active"
        aria-label={t("replay.title")}
      />
    </div>
  );
}
