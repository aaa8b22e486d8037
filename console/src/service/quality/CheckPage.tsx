import { ArrowLeftOutlined } from "@ant-design/icons";
import { Link, useParams } from "@tanstack/react-router";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { useWhat } from "./CheckList.tsx";
import { type Check, useCheck } from "./data.ts";
import { GiveCheck } from "./GiveCheck.tsx";
import { Handled } from "./Handled.tsx";
import { Result } from "./Result.tsx";
import { ScoreSheet } from "./ScoreSheet.tsx";
import "./quality.css";

/** What was handled on the left, the sheet on the right. */
export function CheckPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { t } = useText();
  const { data, error, isPending } = useCheck(id);
  return (
    <div className="page page-quality">
      <DeskTabs />
      <Link to={"/quality" as "/"} className="back">
        <ArrowLeftOutlined /> {t("quality.back")}
      </Link>
      <ProblemNote problem={error} />
      {isPending && <Waiting lines={6} />}
      {data && <Both key={data.version} check={data} />}
    </div>
  );
}

function Both({ check }: { check: Check }) {
  const { t, pick } = useText();
  const what = useWhat();
  return (
    <>
      <PageHead title={`${check.staffName} · ${pick(check.sheet.title)}`} remark={what(check)}>
        {check.state === "open" && <GiveCheck check={check} />}
      </PageHead>
      <div className="quality-both">
        <Handled check={check} />
        {check.state === "open" ? (
          check.mayScore ? (
            <ScoreSheet check={check} />
          ) : (
            <p className="panel panel-body quiet">{t("quality.notYourself")}</p>
          )
        ) : (
          <Result check={check} />
        )}
      </div>
    </>
  );
}
