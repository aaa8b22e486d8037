import { Button, DatePicker, Form, Input, Radio } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { type ReactNode, useState } from "react";
import { api, ask } from "../../api.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { useText } from "../../texts/index.ts";
import type { TextKey } from "../../texts/index.ts";
import { type Check, checkChanged } from "./data.ts";

type Props<V> = {
  readonly label: string;
  readonly title: string;
  readonly lead?: string;
  readonly done: TextKey;
  readonly primary?: boolean;
  readonly children: ReactNode;
  readonly save: (values: V) => Promise<Check>;
};

/** A button that asks for a few facts and does one thing to a check. */
function Verb<V extends object>({ label, title, lead, done, primary = false, children, save }: Props<V>) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type={primary ? "primary" : "default"} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <Dialog<V, Check>
          title={title}
          lead={lead}
          doIt={label}
          done={t(done)}
          act={save}
          onSaved={checkChanged}
          onClose={() => setOpen(false)}
        >
          {children}
        </Dialog>
      )}
    </>
  );
}

const required = (message: string) => [{ required: true, whitespace: true, min: 2, message }];

export function DisputeDialog({ check }: { check: Check }) {
  const { t } = useText();
  return (
    <Verb<{ reason: string }>
      label={t("quality.dispute")}
      title={t("quality.disputeTitle")}
      lead={t("quality.disputeLead")}
      done="quality.disputeDone"
      save={({ reason }) =>
        ask(
          api.POST("/api/v1/quality-checks/{id}/dispute", {
            params: { path: { id: check.id } },
            body: { version: check.version, reason },
          }),
        )
      }
    >
      <Form.Item name="reason" label={t("quality.reason")} rules={required(t("quality.reasonNeeded"))}>
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2_000} autoFocus />
      </Form.Item>
    </Verb>
  );
}

export function TalkDialog({ check }: { check: Check }) {
  const { t } = useText();
  return (
    <Verb<{ improvements: string; lookAgainOn: Dayjs }>
      label={t("quality.talk")}
      title={t("quality.talkTitle", { name: check.staffName })}
      done="quality.talkDone"
      primary
      save={({ improvements, lookAgainOn }) =>
        ask(
          api.POST("/api/v1/quality-checks/{id}/talk", {
            params: { path: { id: check.id } },
            body: { version: check.version, improvements, lookAgainOn: lookAgainOn.format("YYYY-MM-DD") },
          }),
        )
      }
    >
      <Form.Item
        name="improvements"
        label={t("quality.improvements")}
        rules={required(t("quality.improvementsNeeded"))}
      >
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={3_000} autoFocus />
      </Form.Item>
      <Form.Item
        name="lookAgainOn"
        label={t("quality.lookAgainOn")}
        rules={[{ required: true, message: t("quality.lookNeeded") }]}
      >
        <DatePicker minDate={dayjs().add(1, "day")} />
      </Form.Item>
    </Verb>
  );
}

export function LookDialog({ check }: { check: Check }) {
  const { t } = useText();
  return (
    <Verb<{ improved: boolean; note?: string }>
      label={t("quality.look")}
      title={t("quality.lookTitle")}
      done="quality.lookDone"
      primary
      save={({ improved, note }) =>
        ask(
          api.POST("/api/v1/quality-checks/{id}/second-look", {
            params: { path: { id: check.id } },
            body: { version: check.version, improved, ...(note && { note }) },
          }),
        )
      }
    >
      <Form.Item name="improved" label={t("quality.result")} rules={[{ required: true, message: t("quality.needed") }]}>
        <Radio.Group
          options={[
            { value: true, label: t("quality.improved") },
            { value: false, label: t("quality.notImproved") },
          ]}
        />
      </Form.Item>
      <Form.Item name="note" label={t("quality.remark")}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2_000} />
      </Form.Item>
    </Verb>
  );
}
