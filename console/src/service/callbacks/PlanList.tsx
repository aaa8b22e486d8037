import { CheckOutlined, PlusOutlined, ProfileOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { Empty } from "../../parts/Empty.tsx";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SmallTable } from "../../parts/SmallTable.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { CallbackTabs } from "./CallbackTabs.tsx";
import { callbacksChanged, type Plan } from "./data.ts";
import { DoerWords, SegmentWords } from "./plan-words.tsx";

const tones = { draft: "warn", active: "good", stopped: "plain" } as const;

/** Plans of callbacks, and how their present turns go. */
export function PlanList() {
  const { t } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const pages = useInfiniteQuery({
    queryKey: ["callbacks", "plans"],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/callback-plans", {
          params: { query: { limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const confirm = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/callback-plans/confirmations")),
    onSuccess: async () => {
      void message.success(t("callbacks.confirmed"));
      await callbacksChanged();
    },
  });
  const add = may("service.callbacks.plan") && (
    <Link to={"/callbacks/plans/new" as "/"}>
      <Button type="primary" icon={<PlusOutlined />}>
        {t("callbacks.newPlan")}
      </Button>
    </Link>
  );
  return (
    <div className="page">
      <PageHead title={t("callbacks.plans")}>
        {may("service.callbacks.plan") && rows.some((row) => row.state === "active") && (
          <Button icon={<CheckOutlined />} loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {t("callbacks.confirmPlans")}
          </Button>
        )}
        {add}
      </PageHead>
      <CallbackTabs />
      <ProblemNote problem={pages.error ?? confirm.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty icon={<ProfileOutlined />} title={t("callbacks.plansNone")} lead={t("callbacks.plansNoneLead")}>
          {add}
        </Empty>
      )}
      {rows.length > 0 && (
        <SmallTable<Plan>
          label={t("callbacks.plans")}
          rows={rows}
          id={(row) => row.id}
          href={(row) => ({ to: `/callbacks/plans/${row.id}` })}
          columns={[
            { key: "name", title: t("callbacks.planName"), cell: (row) => row.name },
            {
              key: "state",
              title: "",
              cell: (row) => <Tag tone={tones[row.state]}>{t(`callbacks.planState_${row.state}`)}</Tag>,
            },
            {
              key: "occasion",
              title: t("callbacks.occasion"),
              cell: (row) => (row.cycle ? t(`callbacks.cycle_${row.cycle}`) : t(`callbacks.occasion_${row.occasion}`)),
            },
            { key: "whom", title: t("callbacks.whom"), cell: (row) => <SegmentWords plan={row} /> },
            { key: "doer", title: t("callbacks.doer"), cell: (row) => <DoerWords plan={row} /> },
            { key: "progress", title: t("callbacks.progress"), cell: (row) => <Progress plan={row} /> },
          ]}
        />
      )}
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </div>
  );
}

export function Progress({ plan: { progress } }: { plan: Plan }) {
  const { t } = useText();
  if (!progress.calls) return <span className="quiet">{t("callbacks.notYet")}</span>;
  return (
    <span className="row">
      <span className="plan-bar" aria-hidden>
        <span style={{ width: `${(100 * progress.made) / progress.calls}%` }} />
      </span>
      <span>{t("callbacks.progressSays", { made: progress.made, calls: progress.calls })}</span>
      {progress.late > 0 && <Tag tone="bad">{t("callbacks.progressLate", { count: progress.late })}</Tag>}
    </span>
  );
}
