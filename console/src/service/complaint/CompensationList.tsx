import { PayCircleOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
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
import { useSayCompensation } from "./Compensations.tsx";
import "./complaint.css";
import { type Compensation, compensationStates, losses, ways } from "./data.ts";
import { StepForm } from "./StepForm.tsx";

/** Compensations of all complaints, for whoever carries them out. */
export function CompensationList() {
  const { t } = useText();
  const { may } = useMe();
  const [url, set] = useUrlState();
  const say = useSayCompensation();
  const [settling, setSettling] = useState<Compensation>();
  const state = url.state && url.state in compensationStates ? url.state : undefined;
  const way = url.way && url.way in ways ? url.way : undefined;
  const pages = useInfiniteQuery({
    queryKey: ["compensations", state, way],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/compensations", {
          params: {
            query: {
              limit: 50,
              ...(state && { state: state as never }),
              ...(way && { way: way as never }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <DeskTabs />
      <PageHead title={t("complaints.list")} remark={t("complaints.listLead")} />
      <div className="compensation-filters">
        <Select
          allowClear
          value={state}
          placeholder={t("complaints.anyState")}
          aria-label={t("complaints.state")}
          onChange={(next?: string) => set({ state: next })}
          options={Object.entries(compensationStates).map(([value, one]) => ({ value, label: t(one.label) }))}
        />
        <Select
          allowClear
          value={way}
          placeholder={t("complaints.anyWay")}
          aria-label={t("complaints.way")}
          onChange={(next?: string) => set({ way: next })}
          options={Object.entries(ways).map(([value, label]) => ({ value, label: t(label) }))}
        />
      </div>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting lines={6} />}
      {pages.data && rows.length === 0 && (
        <Empty icon={<PayCircleOutlined />} title={t("complaints.listNone")} lead={t("complaints.listNoneLead")} />
      )}
      {rows.length > 0 && (
        <SmallTable<Compensation>
          label={t("complaints.list")}
          rows={rows}
          id={(row) => row.id!}
          columns={[
            {
              key: "ticket",
              title: t("complaints.ticket"),
              // Whoever only carries them out may not have the ticket.
              cell: (row) =>
                may("service.rows:all") ? (
                  <Link to={"/tickets/$id" as "/"} params={{ id: row.ticketId } as never} className="table-name">
                    {row.ticketNumber}
                  </Link>
                ) : (
                  row.ticketNumber
                ),
            },
            { key: "customer", title: t("complaints.customer"), cell: (row) => row.customerName ?? "—" },
            {
              key: "loss",
              title: t("complaints.loss"),
              cell: (row) => t(losses[row.lossKind ?? ""] ?? "complaints.loss"),
            },
            { key: "amount", title: t("complaints.amount"), number: true, cell: (row) => say(row) },
            { key: "at", title: t("complaints.at"), cell: (row) => <When at={row.instructedAt ?? row.at} /> },
            {
              key: "state",
              title: t("complaints.state"),
              cell: (row) => {
                const its = compensationStates[row.state ?? ""];
                return (
                  <span className="row">
                    {its && <Tag tone={its.tone}>{t(its.label)}</Tag>}
                    {row.settledByName && (
                      <span className="quiet small">
                        {t("complaints.settledBy", { name: row.settledByName, note: row.settledNote ?? "" })}
                      </span>
                    )}
                    {row.state === "instructed" && may("service.compensations.settle") && (
                      <Button size="small" onClick={() => setSettling(row)}>
                        {t("complaints.settle")}
                      </Button>
                    )}
                  </span>
                );
              },
            },
          ]}
        />
      )}
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
      {settling && (
        <StepForm<{ note: string }>
          ticketId={settling.ticketId!}
          title={t("complaints.settle")}
          lead={`${settling.ticketNumber ?? ""} · ${say(settling)}`}
          width={480}
          onClose={() => setSettling(undefined)}
          act={(body) =>
            ask(api.POST("/api/v1/compensations/{id}/completion", { params: { path: { id: settling.id! } }, body }))
          }
        >
          <Form.Item
            name="note"
            label={t("complaints.settleNote")}
            rules={[{ required: true, whitespace: true, min: 2, message: t("complaints.needed") }]}
          >
            <Input autoFocus maxLength={500} />
          </Form.Item>
        </StepForm>
      )}
    </div>
  );
}
