import { useMutation } from "@tanstack/react-query";
import { App, Button, Input, Popover } from "antd";
import { type ReactNode, useState } from "react";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useText } from "../texts/index.ts";

type Props = {
  readonly label: string;
  readonly lead: string;
  readonly field: string;
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  readonly primary?: boolean;
  readonly done?: string;
  readonly act: (reason: string) => Promise<unknown>;
};

/** A verb that needs a reason: asks for it beside its button; Ctrl Enter does it. */
export function ReasonButton({ label, lead, field, icon, danger, primary, done, act }: Props) {
  const { t } = useText();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const short = reason.trim().length < 2;
  const doing = useMutation({
    mutationFn: () => act(reason.trim()),
    onSuccess: () => {
      setOpen(false);
      setReason("");
      if (done) void message.success(done);
    },
  });
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      destroyOnHidden
      title={label}
      content={
        <div className="reason">
          <p className="quiet">{lead}</p>
          <Input.TextArea
            autoFocus
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            value={reason}
            placeholder={field}
            aria-label={field}
            onChange={(event) => setReason(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !short) doing.mutate();
              if (event.key === "Escape") setOpen(false);
            }}
          />
          <ProblemNote problem={doing.error} fields />
          <div className="row reason-end">
            <Button onClick={() => setOpen(false)}>{t("parts.cancel")}</Button>
            <Button
              type="primary"
              danger={danger ?? false}
              disabled={short}
              loading={doing.isPending}
              onClick={() => doing.mutate()}
            >
              {label}
            </Button>
          </div>
        </div>
      }
    >
      <Button {...(icon && { icon })} danger={danger ?? false} type={primary ? "primary" : "default"}>
        {label}
      </Button>
    </Popover>
  );
}
