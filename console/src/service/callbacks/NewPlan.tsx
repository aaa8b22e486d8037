import { ArrowLeftOutlined } from "@ant-design/icons";
import { Link, useNavigate } from "@tanstack/react-router";
import { PageHead } from "../../parts/PageHead.tsx";
import { useText } from "../../texts/index.ts";
import { PlanForm } from "./PlanForm.tsx";

/** A plan is written; it waits for its approval then. */
export function NewPlan() {
  const { t } = useText();
  const navigate = useNavigate();
  return (
    <div className="page page-narrow">
      <Link to={"/callbacks/plans" as "/"} className="small">
        <ArrowLeftOutlined /> {t("callbacks.plans")}
      </Link>
      <PageHead title={t("callbacks.newPlan")} />
      <PlanForm onDone={(id) => void navigate({ to: (id ? `/callbacks/plans/${id}` : "/callbacks/plans") as "/" })} />
    </div>
  );
}
