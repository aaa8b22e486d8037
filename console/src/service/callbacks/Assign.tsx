import { UserSwitchOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Popover } from "antd";
import { useState } from "react";
import { api, ask, type Schema } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { StaffPick } from "../../staff/people.tsx";
import { useText } from "../../texts/index.ts";
import { callbacksChanged } from "./data.ts";

/** Gives a callback to a colleague. */
export function Assign({ callback }: { callback: Schema<"Callback"> }) {
  const { t } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const give = useMutation({
    mutationFn: (assigneeId: string) =>
      ask(
        api.POST("/api/v1/callbacks/{id}/assignment", { params: { path: { id: callback.id! } }, body: { assigneeId } }),
      ),
    onSuccess: async () => {
      await callbacksChanged();
      setOpen(false);
      void message.success(t("callbacks.assigned"));
    },
  });
  if (!may("service.callbacks.plan"))
    return callback.assigneeName ? <span className="small">{callback.assigneeName}</span> : null;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <div className="stack call-assign">
          <StaffPick
            placeholder={t("callbacks.assignTo")}
            autoFocus
            except={callback.assigneeId}
            onChange={(id) => id && give.mutate(id)}
          />
          <ProblemNote problem={give.error} fields />
        </div>
      }
    >
      <Button size="small" icon={<UserSwitchOutlined />} loading={give.isPending}>
        {callback.assigneeName ?? t("callbacks.assign")}
      </Button>
    </Popover>
  );
}
