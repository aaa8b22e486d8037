import { useQuery } from "@tanstack/react-query";
import { Form, Input } from "antd";
import { api, ask, type Schema } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { Tag, type Tone } from "../../parts/Tag.tsx";
import { type TextKey, useText } from "../../texts/index.ts";
import type { Wanted } from "./Compensations.tsx";
import { StepForm } from "./StepForm.tsx";

type Approval = Schema<"Approval">;

/** The latest approval that this person asked for a subject. */
export function useApprovalOf(subjectId: string | undefined): Approval | undefined {
  const { me } = useMe();
  const { data } = useQuery({
    queryKey: ["approvals", "mine", me?.id],
    queryFn: () => ask(api.GET("/api/v1/approvals", { params: { query: { scope: "mine", limit: 100 } } })),
    enabled: subjectId !== undefined,
    refetchInterval: 60_000,
  });
  return data?.items.find((one) => one.subjectId === subjectId);
}

const said: Record<Approval["state"], { label: TextKey; tone: Tone }> = {
  asked: { label: "complaints.approvalAsked", tone: "warn" },
  granted: { label: "complaints.approvalGranted", tone: "good" },
  denied: { label: "complaints.approvalDenied", tone: "bad" },
  expired: { label: "complaints.approvalExpired", tone: "plain" },
};

export function ApprovalState({ approval }: { approval: Approval }) {
  const { t } = useText();
  const { label, tone } = said[approval.state];
  return (
    <p>
      <Tag tone={tone}>{t(label, { answer: approval.answer ?? "" })}</Tag>
    </p>
  );
}

/** Asks whoever decides on approvals; what it is about is filled in. */
export function AskApproval(props: { wanted: Wanted; ticketId: string; reason: string; onClose: () => void }) {
  const { wanted, ticketId, reason, onClose } = props;
  const { t } = useText();
  return (
    <StepForm<{ reason: string }>
      ticketId={ticketId}
      title={t("complaints.askApproval")}
      initial={{ reason }}
      width={480}
      onClose={onClose}
      act={(values) => ask(api.POST("/api/v1/approvals", { body: { ...wanted, reason: values.reason, term: "7d" } }))}
    >
      <Form.Item
        name="reason"
        label={t("complaints.approvalReason")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("complaints.needed") }]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 3 }} maxLength={500} />
      </Form.Item>
    </StepForm>
  );
}
