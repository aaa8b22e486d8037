import { Form, Input, Radio, Select } from "antd";
import { api, ask } from "../../api.ts";
import { Tag } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { nobody, type Ticket } from "../tickets/data.ts";
import { type ComplaintFile, tellingWays } from "./data.ts";
import { Earlier, Words } from "./Step.tsx";
import { StepForm } from "./StepForm.tsx";

type One = ComplaintFile["tellings"][number];
export type TellingWay = "preferred" | "email" | "sms" | "phone" | "visit";
type FormProps = { ticket: Ticket; onClose: () => void; onDone: () => void };

export function TellingView({ one }: { one: One }) {
  const { t } = useText();
  return (
    <>
      <Tag>{t(tellingWays[one.way ?? ""] ?? "complaints.tellWay")}</Tag>
      <Words text={one.body} />
    </>
  );
}

export function AnswerView({ one }: { one: One }) {
  const { t } = useText();
  return (
    <>
      <Tag tone={one.satisfied ? "good" : "bad"}>
        {t(one.satisfied ? "complaints.satisfied" : "complaints.dissatisfied")}
      </Tag>
      <Words text={one.words} />
    </>
  );
}

/** Rounds that went before: told and answered, then handled again. */
export function EarlierTellings({ rows }: { rows: readonly One[] }) {
  return (
    <Earlier count={rows.length}>
      {rows.map((one) => (
        <div key={one.id} className="step-before">
          <p className="quiet small">
            {one.byName} · <When at={one.at} />
          </p>
          <TellingView one={one} />
          {one.answeredAt && <AnswerView one={one} />}
        </div>
      ))}
    </Earlier>
  );
}

/** Ways in which a result reaches its addressee; of whom nobody knows, only what was said already. */
export function WaySelect({
  ticket,
  ...rest
}: {
  ticket: Ticket;
  value?: string;
  onChange?: (way: string) => void;
  id?: string;
}) {
  const { t } = useText();
  const known = ticket.customerId !== nobody;
  return (
    <Select
      {...rest}
      options={Object.entries(tellingWays)
        .filter(([way]) => known || way === "phone" || way === "visit")
        .map(([value, label]) => ({ value, label: t(label) }))}
    />
  );
}

export function Tell({ ticket, text, onClose, onDone }: FormProps & { text: string }) {
  const { t } = useText();
  return (
    <StepForm<{ way: TellingWay; text: string }>
      ticketId={ticket.id!}
      title={t("complaints.tell")}
      lead={t("complaints.tellLead")}
      initial={{ way: ticket.customerId === nobody ? "phone" : "preferred", text }}
      onClose={onClose}
      onDone={onDone}
      act={(body) => ask(api.POST("/api/v1/tickets/{id}/telling", { params: { path: { id: ticket.id! } }, body }))}
    >
      <Form.Item name="way" label={t("complaints.tellWay")} rules={[{ required: true }]}>
        <WaySelect ticket={ticket} />
      </Form.Item>
      <Form.Item
        name="text"
        label={t("complaints.tellText")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("complaints.needed") }]}
        validateTrigger="onBlur"
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 4, maxRows: 14 }} maxLength={5000} />
      </Form.Item>
    </StepForm>
  );
}

export function Answer({ ticket, onClose, onDone }: FormProps) {
  const { t } = useText();
  return (
    <StepForm<{ satisfied: boolean; words?: string }>
      ticketId={ticket.id!}
      title={t("complaints.answerDo")}
      lead={t("complaints.answerLead")}
      onClose={onClose}
      onDone={onDone}
      act={({ satisfied, words }) =>
        ask(
          api.POST("/api/v1/tickets/{id}/answer", {
            params: { path: { id: ticket.id! } },
            body: { satisfied, ...(words && { words }) },
          }),
        )
      }
    >
      <Form.Item
        name="satisfied"
        label={t("complaints.answer")}
        rules={[{ required: true, message: t("complaints.needed") }]}
      >
        <Radio.Group className="answers">
          <Radio value={true}>
            {t("complaints.satisfied")} <span className="quiet small">{t("complaints.satisfiedLead")}</span>
          </Radio>
          <Radio value={false}>
            {t("complaints.dissatisfied")} <span className="quiet small">{t("complaints.dissatisfiedLead")}</span>
          </Radio>
        </Radio.Group>
      </Form.Item>
      <Form.Item name="words" label={t("complaints.words")}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={5000} />
      </Form.Item>
    </StepForm>
  );
}
