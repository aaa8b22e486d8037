import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, Modal, Radio, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { type ReactNode, useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { StaffPick } from "../../staff/people.tsx";
import { useText } from "../../texts/index.ts";
import { callbacksChanged, type Measure, useOpinionCategories, useOpinionCategory } from "./data.ts";

/** What is done about what customers said: each with owner and date, followed until its effect is judged. */
export function Measures({ period }: { period: string }) {
  const { t } = useText();
  const { me, may } = useMe();
  const categoryOf = useOpinionCategory();
  const pages = useInfiniteQuery({
    queryKey: ["callbacks", "measures"],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/callback-measures", {
          params: { query: { limit: 20, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("callbacks.measures")}</h2>
        {may("service.callbacks.plan") && <Register period={period} />}
      </div>
      <ProblemNote problem={pages.error} />
      {pages.data && rows.length === 0 && (
        <p className="panel-body quiet">
          {t("callbacks.measuresNone")} · {t("callbacks.measuresLead")}
        </p>
      )}
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="measure">
            <div className="spread">
              <span>
                <span className="quiet small">{row.periodKey}</span> {row.what}{" "}
                {row.category && <Tag>{categoryOf(row.category)}</Tag>}
              </span>
              <State row={row} />
            </div>
            {row.result && <p>{row.result}</p>}
            {row.effectNote && <p className="quiet">{row.effectNote}</p>}
            <div className="row">
              <span className="quiet small">
                {t("callbacks.measureOwner")} {row.ownerName} · {t("callbacks.measureBy")} <When at={row.finishOn} />
              </span>
              {!row.doneAt && (row.ownerId === me?.id || may("service.callbacks.plan")) && <Complete id={row.id} />}
              {row.doneAt && !row.judgedAt && may("service.callbacks.plan") && <Judge id={row.id} />}
            </div>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <div className="panel-body">
          <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            {t("parts.more")}
          </Button>
        </div>
      )}
    </section>
  );
}

function State({ row }: { row: Measure }) {
  const { t } = useText();
  if (row.judgedAt)
    return (
      <Tag tone={row.effective ? "good" : "bad"}>
        {t(row.effective ? "callbacks.effective" : "callbacks.ineffective")}
      </Tag>
    );
  return (
    <Tag tone={row.doneAt ? "warn" : "accent"}>
      {t(row.doneAt ? "callbacks.measureToJudge" : "callbacks.measureOpen")}
    </Tag>
  );
}

/** A button that asks for a few facts and saves them. */
function Ask<V extends object>({
  label,
  primary = false,
  save,
  children,
}: {
  label: string;
  primary?: boolean;
  save: (values: V) => Promise<unknown>;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<V>();
  const saving = useMutation({
    mutationFn: save,
    onSuccess: async () => {
      await callbacksChanged();
      setOpen(false);
    },
  });
  return (
    <>
      <Button size="small" type={primary ? "primary" : "default"} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={label}
        okText={label}
        onOk={() => form.submit()}
        confirmLoading={saving.isPending}
        width={480}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" onFinish={(values) => saving.mutate(values)}>
          {children}
          <ProblemNote problem={saving.error} fields />
        </Form>
      </Modal>
    </>
  );
}

function useNeeded() {
  const { t } = useText();
  return [{ required: true, message: t("callbacks.needed") }];
}

function Register({ period }: { period: string }) {
  const { t, pick } = useText();
  const needed = useNeeded();
  const { items: categories } = useOpinionCategories();
  return (
    <Ask<{ what: string; category?: string; ownerId: string; finishOn: Dayjs }>
      label={t("callbacks.addMeasure")}
      primary
      save={({ what, category, ownerId, finishOn }) =>
        ask(
          api.POST("/api/v1/callback-measures", {
            body: {
              periodKey: period,
              what,
              category: category ?? null,
              ownerId,
              finishOn: finishOn.format("YYYY-MM-DD"),
            },
          }),
        )
      }
    >
      <Form.Item name="what" label={t("callbacks.measureWhat")} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="category" label={t("callbacks.category")}>
        <Select allowClear options={categories.map((one) => ({ value: one.key, label: pick(one.label) }))} />
      </Form.Item>
      <Form.Item name="ownerId" label={t("callbacks.measureOwner")} rules={needed}>
        <StaffPick placeholder={t("callbacks.measureOwner")} />
      </Form.Item>
      <Form.Item name="finishOn" label={t("callbacks.measureBy")} rules={needed}>
        <DatePicker minDate={dayjs()} />
      </Form.Item>
    </Ask>
  );
}

function Complete({ id }: { id: string }) {
  const { t } = useText();
  const needed = useNeeded();
  return (
    <Ask<{ result: string }>
      label={t("callbacks.measureDone")}
      save={(body) => ask(api.POST("/api/v1/callback-measures/{id}/completion", { params: { path: { id } }, body }))}
    >
      <Form.Item name="result" label={t("callbacks.measureResult")} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
      </Form.Item>
    </Ask>
  );
}

function Judge({ id }: { id: string }) {
  const { t } = useText();
  const needed = useNeeded();
  return (
    <Ask<{ effective: boolean; note: string }>
      label={t("callbacks.measureJudge")}
      save={(body) => ask(api.POST("/api/v1/callback-measures/{id}/effect", { params: { path: { id } }, body }))}
    >
      <Form.Item name="effective" label={t("callbacks.measureJudge")} rules={needed}>
        <Radio.Group
          options={[
            { value: true, label: t("callbacks.effective") },
            { value: false, label: t("callbacks.ineffective") },
          ]}
        />
      </Form.Item>
      <Form.Item name="note" label={t("callbacks.measureNote")} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
      </Form.Item>
    </Ask>
  );
}
