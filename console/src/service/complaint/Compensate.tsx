import { Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import { api, ask } from "../../api.ts";
import { useText } from "../../texts/index.ts";
import type { Ticket } from "../tickets/data.ts";
import { fenOf, losses, ways } from "./data.ts";
import { StepForm } from "./StepForm.tsx";

type Way = "credit" | "cash" | "points" | "coupon";
type Values = {
  lossKind: "outage" | "property" | "inconvenience";
  outageDays?: number;
  lossAmount?: number;
  byHand?: boolean;
  way?: Way;
  worth?: number;
  reason?: string;
};

/** Says what was lost; way and worth follow from the policy, or are set by hand with a reason. */
export function Compensate({ ticket, onClose, onDone }: { ticket: Ticket; onClose: () => void; onDone: () => void }) {
  const { t } = useText();
  const needed = [{ required: true, message: t("complaints.needed") }];
  return (
    <StepForm<Values>
      ticketId={ticket.id!}
      title={t("complaints.compensate")}
      lead={t("complaints.compensateLead")}
      initial={{ lossKind: "outage" }}
      onClose={onClose}
      onDone={onDone}
      act={({ lossKind, outageDays, lossAmount, byHand, way, worth, reason }) =>
        ask(
          api.POST("/api/v1/tickets/{id}/compensation", {
            params: { path: { id: ticket.id! } },
            body: {
              lossKind,
              ...(lossKind === "outage" && outageDays && { outageDays }),
              ...(lossKind === "property" && lossAmount && { lossAmount: fenOf(lossAmount) }),
              ...(byHand && reason && { hand: { reason, ...(way && { way }), ...(worth && { worth: fenOf(worth) }) } }),
            },
          }),
        )
      }
    >
      <Form.Item name="lossKind" label={t("complaints.loss")} rules={needed}>
        <Radio.Group
          optionType="button"
          options={Object.entries(losses).map(([value, label]) => ({ value, label: t(label) }))}
        />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(a: Values, b: Values) => a.lossKind !== b.lossKind}>
        {({ getFieldValue }) => {
          const loss = getFieldValue("lossKind") as Values["lossKind"];
          if (loss === "outage")
            return (
              <Form.Item name="outageDays" label={t("complaints.outageDays")} rules={needed}>
                <InputNumber autoFocus min={1} max={366} precision={0} />
              </Form.Item>
            );
          if (loss === "property")
            return (
              <Form.Item name="lossAmount" label={t("complaints.lossAmount")} rules={needed}>
                <InputNumber min={0.01} max={9_999_999} precision={2} prefix="¥" style={{ width: 200 }} />
              </Form.Item>
            );
          return null;
        }}
      </Form.Item>
      <Form.Item name="byHand" valuePropName="checked">
        <Checkbox>{t("complaints.byHand")}</Checkbox>
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(a: Values, b: Values) => a.byHand !== b.byHand}>
        {({ getFieldValue }) =>
          getFieldValue("byHand") ? (
            <>
              <div className="step-pair">
                <Form.Item name="way" label={t("complaints.way")}>
                  <Select
                    allowClear
                    placeholder={t("complaints.asTable")}
                    options={Object.entries(ways).map(([value, label]) => ({ value, label: t(label) }))}
                  />
                </Form.Item>
                <Form.Item name="worth" label={t("complaints.worth")}>
                  <InputNumber
                    min={0.01}
                    max={9_999_999}
                    precision={2}
                    prefix="¥"
                    placeholder={t("complaints.asTable")}
                    style={{ width: "100%" }}
                  />
                </Form.Item>
              </div>
              <Form.Item
                name="reason"
                label={t("complaints.handReason")}
                rules={[{ required: true, whitespace: true, min: 2, message: t("complaints.needed") }]}
              >
                <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
              </Form.Item>
            </>
          ) : null
        }
      </Form.Item>
    </StepForm>
  );
}
