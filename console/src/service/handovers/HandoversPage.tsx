import { SwapOutlined } from "@ant-design/icons";
import { Badge, Button, Tabs } from "antd";
import { Empty } from "../../parts/Empty.tsx";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SmallTable } from "../../parts/SmallTable.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { handoverViews, tones, useHandovers, useToAnswer } from "./data.ts";
import { GiveHandover } from "./GiveHandover.tsx";
import { HandoverPanel } from "./HandoverPanel.tsx";
import { useReceiverName } from "./receiver.ts";
import "./handovers.css";

/** Customers handed over between teams: what waits for me, what I received and gave. */
export function HandoversPage() {
  const { t } = useText();
  const [state, set] = useUrlState();
  const view = handoverViews.find((one) => one === state.tab) ?? "to_answer";
  const toAnswer = useToAnswer();
  const begin = (
    <Button type="primary" icon={<SwapOutlined />} onClick={() => set({ new: "yes", open: undefined })}>
      {t("handovers.new")}
    </Button>
  );
  return (
    <div className="page">
      <DeskTabs />
      <PageHead title={t("handovers.title")}>{begin}</PageHead>
      <Tabs
        activeKey={view}
        onChange={(next) => set({ tab: next === "to_answer" ? undefined : next })}
        items={handoverViews.map((key) => ({
          key,
          label:
            key === "to_answer" && toAnswer ? (
              <span>
                {t("handovers.to_answer")} <Badge count={toAnswer} size="small" color="var(--accent)" />
              </span>
            ) : (
              t(`handovers.${key}`)
            ),
        }))}
      />
      <Rows key={view} view={view} />
      {state.open && <HandoverPanel id={state.open} onClose={() => set({ open: undefined })} />}
      {state.new && (
        <GiveHandover
          {...(state.customer && { customerId: state.customer })}
          {...(state.again && { again: state.again })}
          onClose={() => set({ new: undefined, customer: undefined, again: undefined })}
        />
      )}
    </div>
  );
}

function Rows({ view }: { view: (typeof handoverViews)[number] }) {
  const { t } = useText();
  const [state] = useUrlState();
  const receiver = useReceiverName();
  const pages = useHandovers(view);
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const waiting = view === "to_answer";
  return (
    <>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty
          icon={<SwapOutlined />}
          title={t(waiting ? "handovers.none" : "handovers.noneOther")}
          lead={t(waiting ? "handovers.noneLead" : "handovers.noneOtherLead")}
        />
      )}
      {rows.length > 0 && (
        <SmallTable
          label={t("handovers.title")}
          rows={rows}
          id={(row) => row.id}
          columns={[
            { key: "what", title: t("handovers.what"), cell: (row) => row.title },
            { key: "from", title: t("handovers.from"), cell: (row) => row.fromName },
            { key: "to", title: t("handovers.to"), cell: receiver },
            { key: "customers", title: t("handovers.customers"), number: true, cell: (row) => row.customers },
            {
              key: "state",
              title: t("handovers.state"),
              cell: (row) => <Tag tone={tones[row.state] ?? "plain"}>{t(`handovers.${row.state as "open"}`)}</Tag>,
            },
            { key: "given", title: t("handovers.givenAt"), cell: (row) => <When at={row.givenAt} /> },
            {
              key: "due",
              title: t("handovers.due"),
              cell: (row) => (row.state === "open" ? <When at={row.dueAt} /> : <span className="quiet">—</span>),
            },
          ]}
          href={(row) => ({ to: "/handovers", search: { ...(state.tab && { tab: state.tab }), open: row.id } })}
        />
      )}
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </>
  );
}
