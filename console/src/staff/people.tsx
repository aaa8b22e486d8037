import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { api, ask } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { useText } from "../texts/index.ts";

/** The name of a colleague; a word in its place for whoever may not read the staff list. */
export function StaffName({ id }: { id: string }) {
  const { t } = useText();
  const { me, may } = useMe();
  const { data } = useQuery({
    queryKey: ["staff", "one", id],
    queryFn: () => ask(api.GET("/api/v1/staff/{id}", { params: { path: { id } } })),
    enabled: may("identity.staff.read") && id !== me?.id,
    staleTime: 5 * 60_000,
  });
  return <>{id === me?.id ? me.name : (data?.name ?? t("staff.colleague"))}</>;
}

/** How the roles of the company are called. */
export function useRoleNames() {
  const { pick } = useText();
  const { data } = useQuery({
    queryKey: ["role-names"],
    queryFn: () => ask(api.GET("/api/v1/role-names")),
    staleTime: 5 * 60_000,
  });
  const roles = data?.items ?? [];
  return {
    roles,
    nameOf: (key: string): string => {
      const found = roles.find((one) => one.key === key);
      return found ? pick(found.label) : data ? key : "";
    },
  };
}

type PickProps = {
  value?: string | undefined;
  onChange?: (id: string | undefined) => void;
  placeholder: string;
  id?: string;
  autoFocus?: boolean;
  /** Leaves this person out. */
  except?: string | null | undefined;
};

/** Chooses an active colleague by name, e-mail or pinyin, as the server searches them. */
export function StaffPick({ value, onChange, placeholder, id, autoFocus, except }: PickProps) {
  const [word, setWord] = useState("");
  const asked = useDeferredValue(word.trim());
  const { data, isFetching } = useQuery({
    queryKey: ["staff", "pick", asked],
    queryFn: () =>
      ask(api.GET("/api/v1/staff", { params: { query: { state: "active", limit: 30, ...(asked && { q: asked }) } } })),
  });
  return (
    <Select
      {...(id && { id })}
      {...(autoFocus && { autoFocus })}
      showSearch={{ filterOption: false, onSearch: setWord }}
      allowClear
      value={value}
      onChange={onChange}
      loading={isFetching}
      placeholder={placeholder}
      aria-label={placeholder}
      style={{ width: "100%" }}
      notFoundContent={isFetching ? null : undefined}
      options={(data?.items ?? [])
        .filter((one) => one.id !== except)
        .map((one) => ({ value: one.id!, label: one.name, department: one.departmentName }))}
      optionRender={(option) => (
        <span className="spread">
          <span>{option.label}</span>
          <span className="quiet small">{option.data.department}</span>
        </span>
      )}
    />
  );
}
