import { UserSwitchOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Popover, Segmented, Select } from "antd";
import { useState } from "react";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { StaffPick, useRoleNames } from "../staff/people.tsx";
import { useText } from "../texts/index.ts";

export type Target = { assigneeId: string } | { role: string };

/** Gives work to a person or to whoever of a role is free. */
export function AssignButton({ act, primary }: { act: (to: Target) => Promise<unknown>; primary?: boolean }) {
  const { t, pick } = useText();
  const { roles } = useRoleNames();
  const [open, setOpen] = useState(false);
  const [way, setWay] = useState<"person" | "role">("person");
  const [person, setPerson] = useState<string>();
  const [role, setRole] = useState<string>();
  const to: Target | undefined =
    way === "person" ? (person ? { assigneeId: person } : undefined) : role ? { role } : undefined;
  const doing = useMutation({ mutationFn: () => act(to!), onSuccess: () => setOpen(false) });
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      destroyOnHidden
      title={t("worklist.assign")}
      content={
        <div className="reason">
          <Segmented
            block
            value={way}
            onChange={setWay}
            options={[
              { value: "person", label: t("worklist.assignPerson") },
              { value: "role", label: t("worklist.assignRole") },
            ]}
          />
          {way === "person" ? (
            <StaffPick autoFocus value={person} onChange={setPerson} placeholder={t("worklist.choosePerson")} />
          ) : (
            <Select
              value={role}
              onChange={setRole}
              placeholder={t("worklist.chooseRole")}
              aria-label={t("worklist.chooseRole")}
              options={roles.map((one) => ({ value: one.key, label: pick(one.label) }))}
            />
          )}
          <ProblemNote problem={doing.error} fields />
          <div className="row reason-end">
            <Button onClick={() => setOpen(false)}>{t("parts.cancel")}</Button>
            <Button type="primary" disabled={!to} loading={doing.isPending} onClick={() => doing.mutate()}>
              {t("worklist.assignDo")}
            </Button>
          </div>
        </div>
      }
    >
      <Button icon={<UserSwitchOutlined />} type={primary ? "primary" : "default"}>
        {t("worklist.assign")}
      </Button>
    </Popover>
  );
}
