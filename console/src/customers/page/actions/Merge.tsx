import { useQuery } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { api, ask } from "../../../api.ts";
import { useText } from "../../../texts/index.ts";
import type { Customer } from "../data.ts";
import { ActionDialog } from "./ActionDialog.tsx";
import { MergePreview } from "./MergePreview.tsx";
import { ReasonItem } from "./ReasonItem.tsx";

type Values = { otherId: string; reason: string };

/** Makes one customer of two: the other is found by search, what moves is shown, a reason is asked. */
export function Merge({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useText();
  const id = customer.customerId!;
  const [word, setWord] = useState("");
  const [otherId, setOtherId] = useState<string>();
  const asked = useDeferredValue(word.trim());
  const found = useQuery({
    queryKey: ["customers", "to-merge", asked],
    queryFn: () => ask(api.GET("/api/v1/customers", { params: { query: { q: asked, limit: 12 } as never } })),
    enabled: asked.length > 0,
  });
  const options = (found.data?.items ?? [])
    .filter((one) => one.customerId !== id && one.state === "active")
    .map((one) => ({ value: one.customerId!, label: one.name, row: one }));
  return (
    <ActionDialog<Values>
      id={id}
      title={t("customers.mergeTitle", { name: customer.name ?? "" })}
      lead={t("customers.mergeLead")}
      doIt={t("customers.merge")}
      done={t("customers.mergeDone")}
      danger
      disabled={!otherId}
      width={560}
      act={(body) => ask(api.POST("/api/v1/customers/{id}/merges", { params: { path: { id } }, body }))}
      onClose={onClose}
    >
      <Form.Item
        name="otherId"
        label={t("customers.mergeOther")}
        rules={[{ required: true, message: t("customers.mergeOther") }]}
      >
        <Select
          autoFocus
          showSearch={{ filterOption: false, onSearch: setWord }}
          placeholder={t("customers.searchHint")}
          aria-label={t("customers.mergeOther")}
          loading={found.isFetching}
          notFoundContent={asked && !found.isFetching ? t("customers.mergeNobody") : null}
          options={options}
          onChange={setOtherId}
          optionRender={({ data }) => (
            <span className="spread">
              <span>{data.row.name}</span>
              <span className="quiet small">{[data.row.memberNumber, data.row.phone].filter(Boolean).join(" · ")}</span>
            </span>
          )}
        />
      </Form.Item>
      {otherId && <MergePreview kept={customer} otherId={otherId} />}
      <ReasonItem />
    </ActionDialog>
  );
}
