import { useMutation } from "@tanstack/react-query";
import { App, Button, Popconfirm } from "antd";
import { useText } from "../../texts/index.ts";
import { cancel, messagesChanged, retry } from "./data.ts";

type Props = {
  ids: readonly string[];
  onDone?: () => void;
  /** What sending is called here. */
  sayRetry?: string;
};

/** Sends messages now, or never. */
export function BulkActions({ ids, onDone, sayRetry }: Props) {
  const { t } = useText();
  const { message } = App.useApp();
  const done = (text: string) => {
    void message.success(text);
    onDone?.();
    void messagesChanged();
  };
  const onError = (problem: Error) => void message.error(problem.message);
  const again = useMutation({
    mutationFn: () => retry(ids),
    onSuccess: ({ retried }) => done(retried ? t("messages.retried", { count: retried }) : t("messages.nothingToSend")),
    onError,
  });
  const never = useMutation({
    mutationFn: () => cancel(ids),
    onSuccess: ({ cancelled }) =>
      done(cancelled ? t("messages.cancelled", { count: cancelled }) : t("messages.nothingToCancel")),
    onError,
  });
  return (
    <>
      <Button loading={again.isPending} onClick={() => again.mutate()}>
        {sayRetry ?? t("messages.retry")}
      </Button>
      <Popconfirm
        title={t("messages.cancelAsk")}
        description={<div className="messages-ask">{t("messages.cancelAskLead")}</div>}
        okText={t("messages.cancel")}
        okButtonProps={{ danger: true }}
        cancelText={t("messages.keep")}
        onConfirm={() => never.mutate()}
      >
        <Button danger loading={never.isPending}>
          {t("messages.cancel")}
        </Button>
      </Popconfirm>
    </>
  );
}
