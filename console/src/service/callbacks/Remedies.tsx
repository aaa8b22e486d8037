import { ToolOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input, Segmented } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { Empty } from "../../parts/Empty.tsx";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { CallbackTabs } from "./CallbackTabs.tsx";
import { callbacksChanged, type Remedy } from "./data.ts";
import { RemedyLine } from "./RemedyLine.tsx";

/** What departments are to put right after callbacks. */
export function Remedies() {
  const { t } = useText();
  const [url, set] = useUrlState();
  const state = url.state === "all" ? "all" : "open";
  const pages = useInfiniteQuery({
    queryKey: ["callbacks", "remedies", state],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/callback-remedies", {
          params: { query: { state, limit: 30, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <PageHead title={t("callbacks.remedies")} />
      <CallbackTabs />
      <Segmented
        className="call-fit"
        value={state}
        onChange={(next) => set({ state: next === "open" ? undefined : next })}
        options={[
          { value: "open", label: t("callbacks.remediesOpen") },
          { value: "all", label: t("callbacks.remediesAll") },
        ]}
      />
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty icon={<ToolOutlined />} title={t("callbacks.remediesNone")} lead={t("callbacks.remediesNoneLead")} />
      )}
      {rows.length > 0 && (
        <ul className="panel">
          {rows.map((row) => (
            <RemedyLine key={row.id} remedy={row}>
              {!row.answeredAt && <Answer remedy={row} />}
            </RemedyLine>
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </div>
  );
}

function Answer({ remedy }: { remedy: Remedy }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const save = useMutation({
    mutationFn: (body: { answer: string }) =>
      ask(api.POST("/api/v1/callback-remedies/{id}/answer", { params: { path: { id: remedy.id! } }, body })),
    onSuccess: async () => {
      void message.success(t("callbacks.answerSaved"));
      await callbacksChanged();
    },
  });
  if (!open)
    return (
      <Button size="small" className="call-fit" onClick={() => setOpen(true)}>
        {t("callbacks.answerIt")}
      </Button>
    );
  return (
    <Form layout="vertical" onFinish={(values: { answer: string }) => save.mutate(values)}>
      <Form.Item
        name="answer"
        label={t("callbacks.answerWords")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("callbacks.needed") }]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 2 }} maxLength={2000} />
      </Form.Item>
      <ProblemNote problem={save.error} fields />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("callbacks.answerSave")}
        </Button>
        <Button onClick={() => setOpen(false)}>{t("callbacks.cancel")}</Button>
      </div>
    </Form>
  );
}
