import { BellOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Badge, Button, Popover, Tooltip } from "antd";
import { useState } from "react";
import { api, ask, queries, type Schema } from "../api.ts";
import { Tag, type Tone } from "../parts/Tag.tsx";
import { When } from "../parts/When.tsx";
import { type TextKey, useText } from "../texts/index.ts";

type Notice = Schema<"ObligationNotice">;

const kinds: Record<Notice["kind"], [TextKey, Tone]> = {
  warned: ["frame.noticeWarned", "warn"],
  due: ["frame.noticeDue", "bad"],
  escalated: ["frame.noticeEscalated", "bad"],
  assigned: ["frame.noticeAssigned", "accent"],
};

/** What promises want to tell this person, from any screen. */
export function NoticesMenu() {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const unread =
    useQuery({
      queryKey: ["notices", "count"],
      queryFn: () => ask(api.GET("/api/v1/notices/count")),
      refetchInterval: 60_000,
    }).data?.unread ?? 0;
  const name = unread ? t("frame.noticesUnread", { count: unread }) : t("frame.notices");
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={<Unread onLeave={() => setOpen(false)} />}
      destroyOnHidden
    >
      <Tooltip title={open ? undefined : t("frame.notices")}>
        <Badge count={unread} size="small" offset={[-7, 7]} overflowCount={99}>
          <Button type="text" icon={<BellOutlined />} aria-label={name} />
        </Badge>
      </Tooltip>
    </Popover>
  );
}

function Unread({ onLeave }: { onLeave: () => void }) {
  const { t, pick } = useText();
  const { data } = useQuery({
    queryKey: ["notices", "unread"],
    queryFn: () => ask(api.GET("/api/v1/notices", { params: { query: { state: "unread", limit: 12 } } })),
    staleTime: 0,
  });
  const items = data?.items ?? [];
  const read = useMutation({
    mutationFn: (ids: string[]) => ask(api.POST("/api/v1/notices/readings", { body: { ids } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["notices"] }),
  });
  return (
    <div className="notices-menu">
      {data && items.length === 0 && <p className="quiet">{t("frame.noticesNone")}</p>}
      <ul>
        {items.map((one) => {
          const [word, tone] = kinds[one.kind];
          const text = (
            <>
              {pick(one.label)} <span className="quiet small">{one.clause}</span>
            </>
          );
          return (
            <li key={one.id} className="spread">
              <span>
                {one.customerId ? (
                  <Link
                    to="/customers/$id"
                    params={{ id: one.customerId }}
                    onClick={() => {
                      read.mutate([one.id]);
                      onLeave();
                    }}
                  >
                    {text}
                  </Link>
                ) : (
                  text
                )}
                <br />
                <span className="quiet small">
                  <When at={one.at} />
                </span>
              </span>
              <Tag tone={tone}>{t(word)}</Tag>
            </li>
          );
        })}
      </ul>
      {items.length > 0 && (
        <Button size="small" loading={read.isPending} onClick={() => read.mutate(items.map((one) => one.id))}>
          {t("frame.noticesRead")}
        </Button>
      )}
    </div>
  );
}
