import { Checkbox, Form, Input, Radio } from "antd";
import { api, ask } from "../../api.ts";
import { Tag } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import type { Ticket } from "../tickets/data.ts";
import { checks, type ComplaintFile } from "./data.ts";
import { Earlier, Words } from "./Step.tsx";
import { StepForm } from "./StepForm.tsx";

type One = ComplaintFile["reviews"][number];

/** What quality control said of this round; rounds before are folded. */
export function Reviews({ file, stands }: { file: ComplaintFile; stands: boolean }) {
  const latest = stands ? file.reviews[0] : undefined;
  const before = file.reviews.slice(latest ? 1 : 0);
  return (
    <>
      {latest && <ReviewView one={latest} />}
      <Earlier count={before.length}>
        {before.map((one) => (
          <div key={one.id} className="step-before">
            <p className="quiet small">
              {one.byName} · <When at={one.at} />
            </p>
            <ReviewView one={one} />
          </div>
        ))}
      </Earlier>
    </>
  );
}

function ReviewView({ one }: { one: One }) {
  const { t } = useText();
  const missing = Object.entries(one.checklist ?? {})
    .filter(([, good]) => !good)
    .map(([key]) => t(checks[key] ?? "complaints.checklist"));
  return (
    <>
      <Tag tone={one.passed ? "good" : "bad"}>{t(one.passed ? "complaints.passed" : "complaints.failedShort")}</Tag>
      {missing.length > 0 && <p className="small">{t("complaints.missing", { what: missing.join("、") })}</p>}
      <Words text={one.notes} />
    </>
  );
}

type Values = { checked?: string[]; passed: boolean; notes: string };

export function ReviewForm({ ticket, onClose, onDone }: { ticket: Ticket; onClose: () => void; onDone: () => void }) {
  const { t } = useText();
  return (
    <StepForm<Values>
      ticketId={ticket.id!}
      title={t("complaints.reviewDo")}
      lead={t("complaints.reviewLead")}
      onClose={onClose}
      onDone={onDone}
      act={({ checked = [], passed, notes }) =>
        ask(
          api.POST("/api/v1/tickets/{id}/review", {
            params: { path: { id: ticket.id! } },
            body: {
              passed,
              notes,
              checklist: Object.fromEntries(Object.keys(checks).map((key) => [key, checked.includes(key)])) as never,
            },
          }),
        )
      }
    >
      <Form.Item name="checked" label={t("complaints.checklist")}>
        <Checkbox.Group
          className="checks"
          options={Object.entries(checks).map(([value, label]) => ({ value, label: t(label) }))}
        />
      </Form.Item>
      <Form.Item
        name="passed"
        label={t("complaints.verdict")}
        rules={[{ required: true, message: t("complaints.needed") }]}
      >
        <Radio.Group
          optionType="button"
          options={[
            { value: true, label: t("complaints.passed") },
            { value: false, label: t("complaints.failed") },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="notes"
        label={t("complaints.notes")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("complaints.needed") }]}
        validateTrigger="onBlur"
      >
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
      </Form.Item>
    </StepForm>
  );
}
