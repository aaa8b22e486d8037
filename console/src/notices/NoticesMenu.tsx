import { BellOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { Badge, Button, Segmented, Tooltip } from "antd";
import { useState } from "react";
import { api, ask } from "../api.ts";
import { Empty } from "../parts/Empty.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { SidePanel } from "../parts/SidePanel.tsx";
import { Waiting } from "../parts/Waiting.tsx";
import { useText } from "../texts/index.ts";
import { noticesChanged, useBell } from "./bell.ts";
import { NoticeLine } from "./NoticeLine.tsx";
import "./notices.css";

/** The bell: how much is unread, at once as it comes, and the notices in a drawer. */
export function NoticesMenu() {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ["notices", "count"],
    queryFn: () => ask(api.GET("/api/v1/notices/count")),
    refetchInterval: 60_000,
  });
  useBell(() => void noticesChanged());
  const unread = data?.unread ?? 0;
  return (
    <>
      <Tooltip title={t("notices.open")}>
        <Badge count={unread} overflowCount={99} size="small" offset={[-6, 6]}>
          <Button
            type="text"
            icon={<BellOutlined />}
            aria-label={unread ? t("notices.openCount", { count: unread }) : t("notices.open")}
            onClick={() => setOpen(true)}
          />
        </Badge>
      </Tooltip>
      <SidePanel open={open} onClose={() => setOpen(false)} title={t("notices.title")} width={440}>
        <Notices onClose={() => setOpen(false)} />
      </SidePanel>
    </>
  );
}

function Notices({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const [which, setWhich] = useState<"unread" | "all">("unread");
  const pages = useInfiniteQuery({
    queryKey: ["notices", "list", which],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/notices", {
          params: { query: { state: which, limit: 30, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const read = useMutation({
    mutationFn: (body: { ids: string[] } | { upTo: string }) => ask(api.POST("/api/v1/notices/readings", { body })),
    onSuccess: () => void noticesChanged(),
  });
  return (
    <div className="notices">
      <div className="spread">
        <Segmented
          value={which}
          onChange={setWhich}
          options={[
            { value: "unread", label: t("notices.unread") },
            { value: "all", label: t("notices.all") },
          ]}
        />
        {rows[0] && rows.some((one) => !one.readAt) && (
          <Button type="link" loading={read.isPending} onClick={() => read.mutate({ upTo: rows[0]!.id })}>
            {t("notices.readAll")}
          </Button>
        )}
      </div>
      <ProblemNote problem={pages.error ?? read.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty icon={<BellOutlined />} title={t("notices.none")} lead={t("notices.noneLead")} />
      )}
      <ul>
        {rows.map((one) => (
          <li key={one.id} className={one.readAt ? "notice" : "notice notice-new"}>
            <NoticeLine
              one={one}
              onOpen={() => {
                if (!one.readAt) read.mutate({ ids: [one.id] });
                if (one.of === "promise" || one.visible) onClose();
              }}
            />
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </div>
  );
}
