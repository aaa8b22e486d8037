import { MessageOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { api, ask } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { Empty } from "../parts/Empty.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { Waiting } from "../parts/Waiting.tsx";
import { When } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import { Ask } from "./Ask.tsx";

/** What customers said of the service; the supervision group reads all of it. */
export function Feedback({ open }: { open: boolean }) {
  const { t } = useText();
  const { may } = useMe();
  const pages = useInfiniteQuery({
    queryKey: ["supervision", "feedback", open],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/feedback", {
          params: { query: { limit: 30, state: open ? "unread" : "all", ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty
          icon={<MessageOutlined />}
          title={t("supervision.feedbackNone")}
          lead={t("supervision.feedbackNoneLead")}
        />
      )}
      {rows.length > 0 && (
        <ul className="panel">
          {rows.map((row) => (
            <li key={row.id} className="finding">
              <div className="finding-side">
                <Link to="/customers/$id" params={{ id: row.customerId }}>
                  {row.customerName ?? t("supervision.someCustomer")}
                </Link>
                <Tag tone={row.readAt ? "good" : "warn"}>
                  {t(row.readAt ? "supervision.read" : "supervision.unread")}
                </Tag>
              </div>
              <div className="finding-text">
                <p>{row.opinion ?? t("supervision.hiddenWords")}</p>
                {row.note && <p className="quiet">{row.note}</p>}
                <p className="quiet small">
                  <When at={row.at} />
                  {row.readByName && ` · ${t("supervision.readBy", { name: row.readByName })}`}
                </p>
              </div>
              {!row.readAt && may("supervision.feedback") && (
                <Ask<{ note?: string }>
                  label={t("supervision.markRead")}
                  save={({ note }) =>
                    ask(api.POST("/api/v1/feedback/readings", { body: { ids: [row.id], ...(note && { note }) } }))
                  }
                >
                  <Form.Item name="note" label={t("supervision.note")}>
                    <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
                  </Form.Item>
                </Ask>
              )}
            </li>
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </>
  );
}
