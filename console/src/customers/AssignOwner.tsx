import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Popover, Select, Space } from "antd";
import { useState } from "react";
import { api, ask, queries } from "../api.ts";
import { useText } from "../texts/index.ts";

/** Gives the chosen customers to an account manager. */
export function AssignOwner({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [ownerId, setOwnerId] = useState<string>();
  const staff = useQuery({
    queryKey: ["staff", "account-managers"],
    queryFn: () =>
      ask(api.GET("/api/v1/staff", { params: { query: { role: "account_manager", state: "active", limit: 200 } } })),
    enabled: open,
  });
  const assign = useMutation({
    mutationFn: () =>
      ask(api.POST("/api/v1/customers/bulk/assignments", { body: { ids: [...ids], ownerId: ownerId! } })),
    onSuccess: ({ done }) => {
      void message.success(t("customers.assigned", { count: done }));
      void queries.invalidateQueries({ queryKey: ["customer"] });
      setOpen(false);
      onDone();
    },
    onError: (problem) => void message.error(problem.message),
  });
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      content={
        <Space.Compact>
          <Select
            style={{ width: 200 }}
            value={ownerId}
            onChange={setOwnerId}
            loading={staff.isPending}
            placeholder={t("customers.assignTo")}
            aria-label={t("customers.assignTo")}
            options={(staff.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
          />
          <Button type="primary" disabled={!ownerId} loading={assign.isPending} onClick={() => assign.mutate()}>
            {t("customers.assignDo")}
          </Button>
        </Space.Compact>
      }
    >
      <Button type="primary">{t("customers.assign")}</Button>
    </Popover>
  );
}
