import { useMutation } from "@tanstack/react-query";
import { App, Button, Checkbox, Form, Input } from "antd";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type CallbackPage, callbacksChanged } from "./data.ts";

/** The manager's review of a record: signed with a comment, or still to be. */
export function Review({ page: { callback } }: { page: CallbackPage }) {
  const { t } = useText();
  const { me, may } = useMe();
  const sign = useSign();
  return (
    <section>
      <h3>{t("callbacks.reviewTitle")}</h3>
      {callback.reviewedAt ? (
        <p>
          {callback.reviewComment}{" "}
          <span className="quiet small">
            {t("callbacks.reviewedBy", { name: callback.reviewedByName ?? "" })} · <When at={callback.reviewedAt} />
          </span>
        </p>
      ) : !may("service.callbacks.review") || callback.calledBy === me?.id ? (
        <p className="quiet">{t("callbacks.reviewNot")}</p>
      ) : (
        <Form
          layout="vertical"
          onFinish={({ comment, invalid }: { comment?: string; invalid?: boolean }) =>
            sign.mutate({ ids: [callback.id!], ...(comment?.trim() && { comment: comment.trim() }), valid: !invalid })
          }
        >
          <Form.Item name="comment" label={t("callbacks.reviewComment")}>
            <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} />
          </Form.Item>
          <Form.Item name="invalid" valuePropName="checked">
            <Checkbox>{t("callbacks.reviewInvalid")}</Checkbox>
          </Form.Item>
          <ProblemNote problem={sign.error} />
          <Button type="primary" htmlType="submit" loading={sign.isPending}>
            {t("callbacks.review")}
          </Button>
        </Form>
      )}
    </section>
  );
}

/** Signs records and says how many. */
export function useSign(onDone?: () => void) {
  const { t } = useText();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (body: { ids: string[]; comment?: string; valid: boolean }) =>
      ask(api.POST("/api/v1/callback-reviews", { body })),
    onSuccess: async ({ reviewed, left }) => {
      await callbacksChanged();
      onDone?.();
      void message.success(
        t("callbacks.reviewDone", { count: reviewed }) + (left ? t("callbacks.reviewLeft", { count: left }) : ""),
      );
    },
  });
}
