import { Form, Input } from "antd";
import { api, ask } from "../../../../api.ts";
import { useSkillName } from "../../skills.ts";
import { useText } from "../../../../texts/index.ts";
import { useCategories } from "../../data.ts";
import { type Chosen, PeoplePick } from "../../PeoplePick.tsx";
import { TimeAhead } from "../../TimeAhead.tsx";
import type { DialogProps } from "./Actions.tsx";
import { Dialog } from "./Dialog.tsx";

const useSkill = (categoryId: string | null | undefined): string | null =>
  useCategories().find((one) => one.id === categoryId)?.skill ?? null;

/** Gives the ticket to somebody, seeing what each has in hand and can do. */
export function Assign({ ticket, onClose }: DialogProps) {
  const { t } = useText();
  const skillName = useSkillName();
  const skill = useSkill(ticket.categoryId);
  return (
    <Dialog<{ to: Chosen; reason?: string }>
      title={t("tickets.assignTitle", { number: ticket.number ?? "" })}
      lead={skill ? t("tickets.wantsSkill", { skill: skillName(skill) }) : undefined}
      doIt={t("tickets.assign")}
      done={t("tickets.assignDone")}
      width={560}
      act={({ to, reason }) =>
        ask(
          api.POST("/api/v1/tickets/{id}/assignment", {
            params: { path: { id: ticket.id! } },
            body: { ...to, ...(reason?.trim() && { reason: reason.trim() }) },
          }),
        )
      }
      onClose={onClose}
    >
      <Form.Item name="to" rules={[{ required: true, message: t("tickets.chooseWhom") }]}>
        <PeoplePick skill={skill} near={ticket.departmentId} except={ticket.assigneeId} />
      </Form.Item>
      <Form.Item name="reason" label={t("tickets.assignReason")}>
        <Input maxLength={500} />
      </Form.Item>
    </Dialog>
  );
}

/** A hard question goes to a named specialist; the customer is told when to expect the answer. */
export function Specialist({ ticket, onClose }: DialogProps) {
  const { t } = useText();
  const skill = useSkill(ticket.categoryId);
  return (
    <Dialog<{ to: Chosen; expectAt: string }>
      title={t("tickets.specialist")}
      lead={t("tickets.specialistLead")}
      doIt={t("tickets.specialistDo")}
      done={t("tickets.specialistDone")}
      width={560}
      act={({ to, expectAt }) =>
        ask(
          api.POST("/api/v1/tickets/{id}/specialist", {
            params: { path: { id: ticket.id! } },
            body: { staffId: to.assigneeId!, expectAt },
          }),
        )
      }
      onClose={onClose}
    >
      <Form.Item name="to" rules={[{ required: true, message: t("tickets.chooseWhom") }]}>
        <PeoplePick personOnly skill={skill} near={ticket.departmentId} />
      </Form.Item>
      <Form.Item
        name="expectAt"
        label={t("tickets.expectAt")}
        rules={[{ required: true, message: t("tickets.timeNeeded") }]}
      >
        <TimeAhead />
      </Form.Item>
    </Dialog>
  );
}
