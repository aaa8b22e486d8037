import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SidePanel } from "../../parts/SidePanel.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type Handover, handoversChanged, tones, useHandover } from "./data.ts";
import { useReceiverName } from "./receiver.ts";

/** One handover: each customer's situation, open matters and promises; to be acknowledged or returned. */
export function HandoverPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error, isPending } = useHandover(id);
  return (
    <SidePanel open onClose={onClose} title={data?.title ?? ""} width={560} footer={data && <Verbs note={data} />}>
      <ProblemNote problem={error} />
      {isPending && <Waiting />}
      {data && <Note note={data} />}
    </SidePanel>
  );
}

function Note({ note }: { note: Handover }) {
  const { t } = useText();
  const receiver = useReceiverName();
  return (
    <div className="stack">
      <dl className="handover-facts">
        <dt>{t("handovers.state")}</dt>
        <dd>
          <Tag tone={tones[note.state] ?? "plain"}>{t(`handovers.${note.state as "open"}`)}</Tag>
        </dd>
        <dt>{t("handovers.from")}</dt>
        <dd>
          {note.fromName} · <When at={note.givenAt} />
        </dd>
        <dt>{t("handovers.to")}</dt>
        <dd>{receiver(note)}</dd>
        {note.state === "open" && note.dueAt && (
          <>
            <dt>{t("handovers.due")}</dt>
            <dd>
              <When at={note.dueAt} />
            </dd>
          </>
        )}
        {note.answeredAt && (
          <>
            <dt>{t(`handovers.${note.state as "open"}`)}</dt>
            <dd>
              {note.answeredByName} · <When at={note.answeredAt} />
            </dd>
          </>
        )}
        {note.reason && (
          <>
            <dt>{t("handovers.reason")}</dt>
            <dd className="pre-wrap">{note.reason}</dd>
          </>
        )}
      </dl>
      {note.state === "open" && <p className="quiet">{t("handovers.responsible")}</p>}
      {note.handed.map((one) => (
        <section key={one.customerId} className="panel handover-customer">
          <h3>
            {one.customerName ? (
              <Link to={`/customers/${one.customerId}` as "/"}>{one.customerName}</Link>
            ) : (
              <span className="quiet">{t("handovers.hidden")}</span>
            )}
          </h3>
          <dl>
            <dt>{t("handovers.situation")}</dt>
            <dd className="pre-wrap">{one.situation}</dd>
            <dt>{t("handovers.openMatters")}</dt>
            <dd className="pre-wrap">{one.openMatters ?? <span className="quiet">{t("handovers.notGiven")}</span>}</dd>
            <dt>{t("handovers.promised")}</dt>
            <dd className="pre-wrap">{one.promised ?? <span className="quiet">{t("handovers.notGiven")}</span>}</dd>
          </dl>
        </section>
      ))}
    </div>
  );
}

function Verbs({ note }: { note: Handover }) {
  const { t } = useText();
  const { me } = useMe();
  const { message, modal } = App.useApp();
  const [, set] = useUrlState();
  const [returning, setReturning] = useState(false);
  const body = { version: note.version };
  const path = { params: { path: { id: note.id } } };
  const take = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/handovers/{id}/acknowledgement", { ...path, body })),
    onSuccess: () => {
      void message.success(t("handovers.acknowledgedDone"));
      void handoversChanged();
    },
    onError: (problem) => void message.error(problem.message),
  });
  const own = note.fromStaffId === me?.id;
  const withdraw = () =>
    modal.confirm({
      title: t("handovers.withdrawSure"),
      okText: t("handovers.withdraw"),
      cancelText: t("parts.cancel"),
      onOk: async () => {
        await ask(api.POST("/api/v1/handovers/{id}/withdrawal", { ...path, body }));
        void message.success(t("handovers.withdrawnDone"));
        await handoversChanged();
      },
    });
  if (!note.mayAnswer && !(own && note.state !== "acknowledged")) return null;
  return (
    <div className="row">
      {note.mayAnswer && (
        <>
          <Button type="primary" loading={take.isPending} onClick={() => take.mutate()}>
            {t("handovers.acknowledge")}
          </Button>
          <Button onClick={() => setReturning(true)}>{t("handovers.return")}</Button>
        </>
      )}
      {own && note.state === "open" && <Button onClick={withdraw}>{t("handovers.withdraw")}</Button>}
      {own && (note.state === "returned" || note.state === "withdrawn") && (
        <Button type="primary" onClick={() => set({ new: "yes", again: note.id, open: undefined })}>
          {t("handovers.again")}
        </Button>
      )}
      {returning && <ReturnDialog note={note} onClose={() => setReturning(false)} />}
    </div>
  );
}

function ReturnDialog({ note, onClose }: { note: Handover; onClose: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const save = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      ask(
        api.POST("/api/v1/handovers/{id}/return", {
          params: { path: { id: note.id } },
          body: { version: note.version, reason },
        }),
      ),
    onSuccess: () => {
      void message.success(t("handovers.returnedDone"));
      void handoversChanged();
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("handovers.returnTitle")}
      okText={t("handovers.return")}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={440}
    >
      <Form form={form} layout="vertical" className="dialog-form" onFinish={(values) => save.mutate(values)}>
        <Form.Item
          name="reason"
          label={t("handovers.reason")}
          rules={[{ required: true, whitespace: true, min: 2, message: t("handovers.reasonNeeded") }]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1_000} autoFocus />
        </Form.Item>
        <ProblemNote problem={save.error} fields />
      </Form>
    </Modal>
  );
}
