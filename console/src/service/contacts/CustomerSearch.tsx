import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { api, ask } from "../../api.ts";
import { GradeTag } from "../../parts/GradeTag.tsx";
import { groupPhone } from "../../parts/Masked.tsx";
import { useText } from "../../texts/index.ts";

type Props = {
  readonly value?: string | undefined;
  readonly onChange?: (id: string | undefined, name: string) => void;
  readonly id?: string;
  readonly autoFocus?: boolean;
};

/** A customer, found as people search for one. */
export function CustomerSearch({ value, onChange, id, autoFocus }: Props) {
  const { t } = useText();
  const [word, setWord] = useState("");
  const asked = useDeferredValue(word.trim());
  const { data, isFetching } = useQuery({
    queryKey: ["customers", "palette", asked],
    queryFn: ({ signal }) => ask(api.GET("/api/v1/customers", { params: { query: { q: asked, limit: 8 } }, signal })),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
  });
  // One that was given, not searched for, is shown by its name too.
  const { data: given } = useQuery({
    queryKey: ["customers", value],
    queryFn: () => ask(api.GET("/api/v1/customers/{id}", { params: { path: { id: value! } } })),
    enabled: value !== undefined,
  });
  const found = asked ? (data?.items ?? []) : given && value ? [given] : [];
  return (
    <Select<string>
      {...(id && { id })}
      autoFocus={autoFocus ?? false}
      allowClear
      value={value}
      showSearch={{ filterOption: false, onSearch: setWord }}
      loading={isFetching}
      placeholder={t("contacts.whoSearch")}
      aria-label={t("contacts.whoSearch")}
      notFoundContent={asked && !isFetching ? t("frame.nothingFound", { word: asked }) : null}
      onChange={(next, option) => onChange?.(next, String((option as { label?: string } | undefined)?.label ?? ""))}
      style={{ width: "100%" }}
      options={found.map((one) => ({
        value: one.customerId!,
        label: one.name ?? "",
        grade: one.grade,
        more: one.phone ? groupPhone(one.phone) : one.memberNumber,
      }))}
      optionRender={({ data: one }) => (
        <span className="spread">
          <span>
            {one.label} <span className="quiet">{one.more}</span>
          </span>
          {one.grade && <GradeTag grade={one.grade} />}
        </span>
      )}
    />
  );
}
