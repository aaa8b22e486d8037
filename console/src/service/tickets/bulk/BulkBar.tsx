import { DownOutlined, EyeOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Dropdown, Input, Popover } from "antd";
import { useState } from "react";
import { api, ask, type Schema } from "../../../api.ts";
import { useMe } from "../../../frame/me.ts";
import { type FieldDescription, useNoun } from "../../../parts/nouns.ts";
import { useText } from "../../../texts/index.ts";
import { CategoryPick } from "../CategoryPick.tsx";
import { ticketChanged, useSortingRules } from "../data.ts";
import { TicketExport } from "../TicketExport.tsx";
import { AssignMany } from "./AssignMany.tsx";
import { CloseMany } from "./CloseMany.tsx";

type Outcome = Schema<"BulkTicketOutcome">;

/** What can be done with many tickets at once; whoever of them refused is named with its reason. */
export function BulkBar({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) {
  const { t, pick } = useText();
  const { may } = useMe();
  const { message, modal } = App.useApp();
  const fields = useNoun("ticket")?.fields ?? [];
  const [asking, setAsking] = useState<"assign" | "close">();
  const [filing, setFiling] = useState(false);
  const [reason, setReason] = useState("");
  const rules = useSortingRules();
  const done = ({ done: count, refused }: Outcome) => {
    setAsking(undefined);
    void ticketChanged(...ids);
    onDone();
    if (!refused.length) return void message.success(t("tickets.bulkDone", { count }));
    modal.warning({
      title: t("tickets.bulkPartly", { count, refused: refused.length }),
      width: 560,
      content: (
        <ul className="refused">
          {refused.map((one) => (
            <li key={one.id}>
              <a href={`/tickets/${one.id}`} className="ticket-number">
                {one.number ?? t("tickets.unknown")}
              </a>{" "}
              {one.reason}
            </li>
          ))}
        </ul>
      ),
    });
  };
  const change = useMutation({
    mutationFn: (facts: object) =>
      ask(api.POST("/api/v1/tickets/bulk/changes", { body: { ids: [...ids], ...facts } as never })),
    onSuccess: done,
    onError: (problem) => void message.error(problem.message),
  });
  const watch = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/tickets/bulk/watching", { body: { ids: [...ids] } })),
    onSuccess: done,
    onError: (problem) => void message.error(problem.message),
  });
  const set = (key: "severity" | "urgency") => {
    const field = fields.find((one) => one.key === key);
    return field?.writable && <SetButton field={field} onSet={(value) => change.mutate({ [key]: value })} />;
  };
  const work = may("service.tickets.work");
  return (
    <>
      {may("service.tickets.assign") && (
        <Button type="primary" onClick={() => setAsking("assign")}>
          {t("tickets.assign")}
        </Button>
      )}
      {work && (
        <>
          {set("urgency")}
          {set("severity")}
          <Popover
            open={filing}
            onOpenChange={setFiling}
            trigger="click"
            title={pick(fields.find((one) => one.key === "categoryId")?.label)}
            content={
              <div className="bulk-category">
                {/* Complaints among them are sorted anew with a reason, where the policy asks for it (T5.1.2). */}
                {rules?.reason && (
                  <Input
                    value={reason}
                    maxLength={500}
                    placeholder={t("tickets.resortReason")}
                    aria-label={t("tickets.resortReason")}
                    onChange={(event) => setReason(event.target.value)}
                  />
                )}
                <CategoryPick
                  onChange={(categoryId) => {
                    setFiling(false);
                    change.mutate({
                      categoryId: categoryId ?? null,
                      ...(reason.trim().length > 1 && { reason: reason.trim() }),
                    });
                    setReason("");
                  }}
                />
              </div>
            }
          >
            <Button icon={<DownOutlined />} iconPlacement="end">
              {pick(fields.find((one) => one.key === "categoryId")?.label)}
            </Button>
          </Popover>
          <Button onClick={() => setAsking("close")}>{t("tickets.close")}</Button>
        </>
      )}
      <Button icon={<EyeOutlined />} loading={watch.isPending} onClick={() => watch.mutate()}>
        {t("tickets.watch")}
      </Button>
      {may("service.tickets.export") && <TicketExport ids={ids} />}
      {asking === "assign" && <AssignMany ids={ids} onDone={done} onClose={() => setAsking(undefined)} />}
      {asking === "close" && <CloseMany ids={ids} onDone={done} onClose={() => setAsking(undefined)} />}
    </>
  );
}

function SetButton({ field, onSet }: { field: FieldDescription; onSet: (value: string) => void }) {
  const { pick } = useText();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: (field.choices ?? []).map((one) => ({ key: one.value, label: pick(one.label) })),
        onClick: ({ key }) => onSet(key),
      }}
    >
      <Button icon={<DownOutlined />} iconPlacement="end">
        {pick(field.label)}
      </Button>
    </Dropdown>
  );
}
