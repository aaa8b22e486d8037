import { ArrowLeftOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { App, Button } from "antd";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useChoices } from "../../parts/nouns.ts";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import "./callbacks.css";
import { callbacksChanged, type PlanPage as Plan } from "./data.ts";
import { DoerWords, SegmentWords, useTermWords } from "./plan-words.tsx";
import { PlanForm } from "./PlanForm.tsx";
import { Progress } from "./PlanList.tsx";

/** One plan: what it says, its approval, how its turn goes; a draft can be changed here. */
export function PlanView() {
  const { t } = useText();
  const { id } = useParams({ strict: false }) as { id: string };
  const [url, set] = useUrlState();
  const { data: plan, error } = useQuery({
    queryKey: ["callbacks", "plans", id],
    queryFn: () => ask(api.GET("/api/v1/callback-plans/{id}", { params: { path: { id } } })),
  });
  return (
    <div className="page page-narrow">
      <Link to={"/callbacks/plans" as "/"} className="small">
        <ArrowLeftOutlined /> {t("callbacks.plans")}
      </Link>
      <ProblemNote problem={error} />
      {!plan && !error && <Waiting />}
      {plan && (url.edit ? <PlanForm plan={plan} onDone={() => set({ edit: undefined })} /> : <View plan={plan} />)}
    </div>
  );
}

function View({ plan }: { plan: Plan }) {
  const { t } = useText();
  const { me, may } = useMe();
  const { modal, message } = App.useApp();
  const [, set] = useUrlState();
  const wayOf = useChoices("callback", "way");
  const termWords = useTermWords();
  const act = useMutation({
    mutationFn: (verb: "approval" | "stop") =>
      ask(
        verb === "approval"
          ? api.POST("/api/v1/callback-plans/{id}/approval", { params: { path: { id: plan.id } } })
          : api.POST("/api/v1/callback-plans/{id}/stop", { params: { path: { id: plan.id } } }),
      ),
    onSuccess: async (_, verb) => {
      void message.success(t(verb === "approval" ? "callbacks.approved" : "callbacks.stopped"));
      await callbacksChanged();
    },
  });
  const sure = (verb: "approval" | "stop") =>
    modal.confirm({
      title: t(verb === "approval" ? "callbacks.approve" : "callbacks.stop"),
      content: t(verb === "approval" ? "callbacks.approveAsk" : "callbacks.stopAsk"),
      okText: t(verb === "approval" ? "callbacks.approve" : "callbacks.stop"),
      cancelText: t("callbacks.cancel"),
      okButtonProps: { danger: verb === "stop" },
      onOk: () => act.mutateAsync(verb).catch(() => {}),
    });
  const own = plan.createdBy === me?.id;
  const tone = { draft: "warn", active: "good", stopped: "plain" } as const;
  const facts = [
    [
      t("callbacks.occasion"),
      plan.cycle ? t(`callbacks.cycle_${plan.cycle}`) : t(`callbacks.occasion_${plan.occasion}`),
    ],
    ...(plan.occasion === "cycle" ? [[t("callbacks.whom"), <SegmentWords key="whom" plan={plan} />] as const] : []),
    [t("callbacks.way"), wayOf(plan.way)],
    [t("callbacks.doer"), <DoerWords key="doer" plan={plan} />],
    [t("callbacks.term"), termWords(plan.term)],
    [t("callbacks.fromTo"), `${plan.fromOn} – ${plan.toOn ?? t("callbacks.openEnd")}`],
    [t("callbacks.progress"), <Progress key="progress" plan={plan} />],
  ] as const;
  return (
    <>
      <PageHead title={plan.name} remark={<Tag tone={tone[plan.state]}>{t(`callbacks.planState_${plan.state}`)}</Tag>}>
        {may("service.callbacks.plan") && plan.state === "draft" && (
          <Button onClick={() => set({ edit: "yes" })}>{t("callbacks.editPlan")}</Button>
        )}
        {may("service.callbacks.plan") && plan.state === "active" && (
          <Button onClick={() => sure("stop")} loading={act.isPending}>
            {t("callbacks.stop")}
          </Button>
        )}
        {may("service.callbacks.plan") && plan.state === "draft" && !own && (
          <Button type="primary" onClick={() => sure("approval")} loading={act.isPending}>
            {t("callbacks.approve")}
          </Button>
        )}
      </PageHead>
      <ProblemNote problem={act.error} />
      <section className="panel panel-body">
        <dl className="plan-facts">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className="quiet small">
          {t("callbacks.madeBy", { name: plan.createdByName })} · <When at={plan.createdAt} />
          {plan.approvedAt && (
            <>
              {" · "}
              {t("callbacks.approvedBy", { name: plan.approvedByName ?? "" })} · <When at={plan.approvedAt} />
            </>
          )}
          {plan.state === "draft" && ` · ${t("callbacks.ownPlan")}`}
        </p>
      </section>
      <blockquote className="call-script">
        <span className="quiet small">{t("callbacks.script")}</span>
        <p>{plan.script || t("callbacks.standardScript")}</p>
      </blockquote>
      {plan.questions.length > 0 && (
        <section className="panel panel-body">
          <h3>{t("callbacks.questions")}</h3>
          <ol className="plan-questions">
            {plan.questions.map((one) => (
              <li key={one.key}>
                {one.label} <Tag>{t(`callbacks.kind_${one.kind}`)}</Tag>
                {one.choices && <span className="quiet small"> {one.choices.join(" / ")}</span>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
