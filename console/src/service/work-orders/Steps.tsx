import { ArrowUpOutlined, CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { api, ask, queries, type Schema } from "../../api.ts";
import { useNoun } from "../../parts/nouns.ts";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";

type Step = { id?: string; label: { zh: string; en: string }; photo: boolean };
type Kind = Schema<"WorkStepsOfKinds">["items"][number]["kind"];

/** What installers tick off on site, for each kind of order. */
export function Steps() {
  const { t, pick } = useText();
  const kinds = useNoun("workOrder")?.fields.find((field) => field.key === "kind")?.choices ?? [];
  const { data, error } = useQuery({
    queryKey: ["workOrders", "steps"],
    queryFn: () => ask(api.GET("/api/v1/work-order-steps")),
    refetchOnWindowFocus: false,
  });
  return (
    <div className="page page-narrow">
      <PageHead title={t("workOrders.stepsTab")} />
      <p className="quiet">{t("workOrders.stepsLead")}</p>
      <ProblemNote problem={error} />
      {!data && !error && <Waiting />}
      {data &&
        kinds.map((kind) => (
          <KindSteps
            key={kind.value}
            kind={kind.value as Kind}
            name={pick(kind.label)}
            stored={data.items.filter((one) => one.kind === kind.value)}
          />
        ))}
    </div>
  );
}

function KindSteps({ kind, name, stored }: { kind: Kind; name: string; stored: readonly Step[] }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [steps, setSteps] = useState<readonly Step[]>(stored);
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.PUT("/api/v1/work-order-steps/{kind}", {
          params: { path: { kind } },
          body: { steps: steps.map(({ id, label, photo }) => ({ ...(id && { id }), label, photo })) },
        }),
      ),
    onSuccess: (data) => {
      queries.setQueryData(["workOrders", "steps"], data);
      setSteps(data.items.filter((one) => one.kind === kind));
      void message.success(t("workOrders.saved"));
    },
  });
  const change = (at: number, patch: Partial<Step>) =>
    setSteps(steps.map((one, index) => (index === at ? { ...one, ...patch } : one)));
  const swap = (at: number) =>
    setSteps(steps.map((one, index) => (index === at ? steps[at - 1]! : index === at - 1 ? steps[at]! : one)));
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{name}</h2>
        <Button size="small" type="primary" loading={save.isPending} onClick={() => save.mutate()}>
          {t("parts.save")}
        </Button>
      </div>
      <ol className="panel-body steps-edit">
        {steps.map((step, at) => (
          <li key={step.id ?? `new-${at}`}>
            <Input
              value={step.label.zh}
              aria-label={`${at + 1} ${t("workOrders.stepZh")}`}
              placeholder={t("workOrders.stepZh")}
              onChange={(event) => change(at, { label: { ...step.label, zh: event.target.value } })}
            />
            <Input
              value={step.label.en}
              aria-label={`${at + 1} ${t("workOrders.stepEn")}`}
              placeholder={t("workOrders.stepEn")}
              onChange={(event) => change(at, { label: { ...step.label, en: event.target.value } })}
            />
            <Checkbox checked={step.photo} onChange={(event) => change(at, { photo: event.target.checked })}>
              {t("workOrders.stepPhoto")}
            </Checkbox>
            <span className="nowrap">
              <Button
                type="text"
                size="small"
                icon={<ArrowUpOutlined />}
                disabled={at === 0}
                aria-label={t("workOrders.stepUp", { number: at + 1 })}
                onClick={() => swap(at)}
              />
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                disabled={steps.length === 1}
                aria-label={t("workOrders.stepRemove", { number: at + 1 })}
                onClick={() => setSteps(steps.filter((_, index) => index !== at))}
              />
            </span>
          </li>
        ))}
        <li className="steps-more">
          <Button
            icon={<PlusOutlined />}
            size="small"
            onClick={() => setSteps([...steps, { label: { zh: "", en: "" }, photo: false }])}
          >
            {t("workOrders.stepAdd")}
          </Button>
        </li>
      </ol>
      {save.error && (
        <div className="panel-body">
          <ProblemNote problem={save.error} fields />
        </div>
      )}
    </section>
  );
}
