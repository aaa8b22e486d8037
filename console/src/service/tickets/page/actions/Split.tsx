import { useNavigate } from "@tanstack/react-router";
import { Form, Input } from "antd";
import { api, ask } from "../../../../api.ts";
import { useText } from "../../../../texts/index.ts";
import { CategoryPick } from "../../CategoryPick.tsx";
import type { Kind } from "../../data.ts";
import { KindChoice } from "../../KindChoice.tsx";
import type { DialogProps } from "./Actions.tsx";
import { Dialog } from "./Dialog.tsx";

type Values = { kind: Kind; categoryId?: string; subject: string; content: string };

/** A second matter in one ticket becomes a ticket of its own, with clocks since the first one came. */
export function Split({ ticket, onClose }: DialogProps) {
  const { t } = useText();
  const navigate = useNavigate();
  const known = new Set((ticket.links ?? []).map((one) => one.id));
  return (
    <Dialog<Values>
      title={t("tickets.splitTitle")}
      lead={t("tickets.splitLead")}
      doIt={t("tickets.split")}
      done={t("tickets.splitDone")}
      width={560}
      initial={{ kind: ticket.kind as Kind }}
      act={({ categoryId, ...body }) =>
        ask(
          api.POST("/api/v1/tickets/{id}/splits", {
            params: { path: { id: ticket.id! } },
            body: { ...body, ...(categoryId && { categoryId }) },
          }),
        )
      }
      onDone={(saved) => {
        const made = saved.links?.find((one) => one.kind === "split" && !known.has(one.id));
        if (made) void navigate({ to: `/tickets/${made.id}` as "/" });
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Form.Item name="kind" label={t("tickets.kind")}>
            <KindChoice onPick={() => form.setFieldValue("categoryId", undefined)} />
          </Form.Item>
          <Form.Item noStyle shouldUpdate={(a, b) => a.kind !== b.kind}>
            {() => (
              <Form.Item name="categoryId" label={t("tickets.category")}>
                <CategoryPick kind={form.getFieldValue("kind")} />
              </Form.Item>
            )}
          </Form.Item>
          <Form.Item
            name="subject"
            label={t("tickets.subject")}
            rules={[{ required: true, whitespace: true, min: 2, message: t("tickets.subjectNeeded") }]}
          >
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="content"
            label={t("tickets.content")}
            rules={[{ required: true, whitespace: true, message: t("tickets.contentNeeded") }]}
          >
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={20_000} />
          </Form.Item>
        </>
      )}
    </Dialog>
  );
}
