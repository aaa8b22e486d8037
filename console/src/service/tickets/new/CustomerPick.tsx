import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { api, ask } from "../../../api.ts";
import { GradeTag } from "../../../parts/GradeTag.tsx";
import { useChoices } from "../../../parts/nouns.ts";
import { Tag } from "../../../parts/Tag.tsx";
import { useText } from "../../../texts/index.ts";

type Props = {
  readonly value?: string | undefined;
  readonly onChange?: (id: string | undefined) => void;
  readonly id?: string;
  readonly autoFocus?: boolean;
};

/** Finds the customer by name, pinyin, the end of a phone or a member number. */
export function CustomerPick({ value, onChange, id, autoFocus = false }: Props) {
  const { t } = useText();
  const classOf = useChoices("customer", "class");
  const [word, setWord] = useState("");
  const asked = useDeferredValue(word.trim());
  const chosen = useQuery({
    queryKey: ["customers", value],
    queryFn: () => ask(api.GET("/api/v1/customers/{id}", { params: { path: { id: value! } } })),
    enabled: Boolean(value),
  }).data;
  const { data, isFetching } = useQuery({
    queryKey: ["customers", "pick", asked],
    queryFn: () => ask(api.GET("/api/v1/customers", { params: { query: { q: asked, limit: 12 } as never } })),
    enabled: asked.length > 0,
  });
  const found = (data?.items ?? []).filter((one) => one.state === "active");
  const rows = chosen && !found.some((one) => one.customerId === value) ? [chosen, ...found] : found;
  return (
    <Select
      {...(id && { id })}
      autoFocus={autoFocus}
      allowClear
      showSearch={{ filterOption: false, onSearch: setWord }}
      value={value}
      onChange={(next?: string) => onChange?.(next)}
      loading={isFetching}
      placeholder={t("customers.searchHint")}
      aria-label={t("tickets.customer")}
      style={{ width: "100%" }}
      notFoundContent={isFetching || !asked ? null : t("customers.notFound")}
      options={rows.map((one) => ({ value: one.customerId!, label: one.name ?? "", row: one }))}
      optionRender={(option) => (
        <span className="spread">
          <span>{option.label}</span>
          <span className="row nowrap">
            {option.data.row.memberNumber && <span className="quiet small">{option.data.row.memberNumber}</span>}
            {option.data.row.class && <Tag>{classOf(option.data.row.class)}</Tag>}
            {option.data.row.grade && <GradeTag grade={option.data.row.grade} />}
          </span>
        </span>
      )}
    />
  );
}
