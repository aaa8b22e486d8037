import { PlusOutlined, SearchOutlined, TeamOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useEffect, useState } from "react";
import { api, ask } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { Empty } from "../parts/Empty.tsx";
import "../parts/list/list.css";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { SidePanel, useNarrow } from "../parts/SidePanel.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useText } from "../texts/index.ts";
import { AddStaff } from "./AddStaff.tsx";
import { Departments } from "./Departments.tsx";
import { useRoleNames } from "./people.tsx";
import { StaffPanel } from "./StaffPanel.tsx";
import { StaffRows } from "./StaffRows.tsx";
import { StaffTabs } from "./StaffTabs.tsx";

/** Who works here: the departments at the left, the people of the chosen one, one of them in the drawer. */
export function StaffList() {
  const { t, pick } = useText();
  const { may } = useMe();
  const narrow = useNarrow();
  const { roles } = useRoleNames();
  const [url, set] = useUrlState();
  const [word, setWord] = useState(url.q ?? "");
  useEffect(() => {
    if (word.trim() === (url.q ?? "")) return;
    const timer = window.setTimeout(() => set({ q: word.trim() || undefined }), 250);
    return () => window.clearTimeout(timer);
  }, [word, url.q, set]);
  const query = {
    ...(url.q && { q: url.q }),
    ...(url.department && { departmentId: url.department }),
    ...(url.role && { role: url.role }),
    ...(url.state && { state: url.state }),
  };
  const pages = useInfiniteQuery({
    queryKey: ["staff", "list", query],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/staff", {
          params: { query: { ...query, limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <PageHead title={t("staff.title")}>
        {may("identity.staff.manage") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => set({ add: "yes" })}>
            {t("staff.add")}
          </Button>
        )}
      </PageHead>
      <StaffTabs />
      <div className="staff-columns">
        <Departments chosen={url.department} onChoose={(id) => set({ department: id })} />
        <section className="panel staff-main">
          <div className="staff-tools">
            <Input
              allowClear
              prefix={<SearchOutlined />}
              value={word}
              placeholder={t("staff.search")}
              aria-label={t("staff.search")}
              onChange={(event) => setWord(event.target.value)}
            />
            <Select
              value={url.role ?? ""}
              aria-label={t("staff.roles")}
              onChange={(role) => set({ role: role || undefined })}
              options={[
                { value: "", label: t("staff.anyRole") },
                ...roles.map((one) => ({ value: one.key, label: pick(one.label) })),
              ]}
            />
            <Select
              value={url.state ?? ""}
              aria-label={t("staff.state")}
              onChange={(state) => set({ state: state || undefined })}
              options={[
                { value: "", label: t("staff.anyState") },
                { value: "active", label: t("staff.active") },
                { value: "disabled", label: t("staff.disabled") },
              ]}
            />
          </div>
          <ProblemNote problem={pages.error} />
          {pages.isPending && <Waiting lines={6} />}
          {pages.data && rows.length === 0 && (
            <Empty icon={<TeamOutlined />} title={t("staff.none")} lead={t("staff.noneLead")} />
          )}
          {rows.length > 0 && (
            <StaffRows
              rows={rows}
              open={url.open}
              narrow={narrow}
              onOpen={(id) => set({ open: id }, { push: narrow })}
              onClose={() => set({ open: undefined })}
            />
          )}
          {pages.hasNextPage && (
            <div className="panel-body">
              <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
                {t("parts.more")}
              </Button>
            </div>
          )}
        </section>
      </div>
      <AddStaff
        open={url.add === "yes"}
        department={url.department}
        onClose={(made) => set({ add: undefined, ...(made && { open: made }) })}
      />
      <SidePanel
        open={Boolean(url.open)}
        onClose={() => set({ open: undefined })}
        title={rows.find((one) => one.id === url.open)?.name ?? t("staff.people")}
        width={520}
      >
        {url.open && <StaffPanel key={url.open} id={url.open} />}
      </SidePanel>
    </div>
  );
}
