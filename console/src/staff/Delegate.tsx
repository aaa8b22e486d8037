import { useMutation } from "@tanstack/react-query";
import { App, Button, DatePicker, Form, Input, Modal } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { api, ask, Problem, queries } from "../api.ts";
import { fromPicker } from "../parts/clock.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useText } from "../texts/index.ts";
import { StaffPick } from "./people.tsx";

type Values = { toStaffId: string; reason: string; endsAt: Dayjs };
/** Whose rights are handed over; without it one's own. */
type From = { readonly id: string; readonly name: string };

/** Hands rights to a colleague until a given time. */
export function DelegateButton({ from, primary }: { from?: From; primary?: boolean }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const give = useMutation({
    mutationFn: ({ endsAt, ...given }: Values) => {
      const body = { ...given, endsAt: fromPicker(endsAt) };
      return from
        ? ask(api.POST("/api/v1/staff/{id}/delegations", { params: { path: { id: from.id } }, body }))
        : ask(api.POST("/api/v1/delegations", { body }));
    },
    onSuccess: () => {
      void message.success(t("staff.delegated"));
      void queries.invalidateQueries({ queryKey: ["delegations"] });
      form.resetFields();
      setOpen(false);
    },
  });
  const wrong = (field: string) => {
    const reason = give.error instanceof Problem ? give.error.reasonAt(field) : undefined;
    return reason ? { validateStatus: "error" as const, help: reason } : {};
  };
  const time = { showTime: { format: "HH:mm" }, format: "YYYY-MM-DD HH:mm", style: { width: "100%" } } as const;
  return (
    <>
      <Button size={primary ? "middle" : "small"} type={primary ? "primary" : "default"} onClick={() => setOpen(true)}>
        {t(from ? "staff.delegate" : "staff.delegateOwn")}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={from ? `${t("staff.delegate")}: ${from.name}` : t("staff.delegateOwn")}
        okText={t("staff.delegate")}
        onOk={() => form.submit()}
        confirmLoading={give.isPending}
        width={440}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(values: Values) => give.mutate(values)}>
          <p className="quiet form-lead">{t("staff.delegationLead")}</p>
          <Form.Item
            name="toStaffId"
            label={t("staff.delegateTo")}
            rules={[{ required: true, message: t("staff.choosePerson") }]}
            {...wrong("toStaffId")}
          >
            <StaffPick placeholder={t("staff.choosePerson")} except={from?.id} />
          </Form.Item>
          <Form.Item
            name="endsAt"
            label={t("staff.delegateUntil")}
            rules={[{ required: true, message: t("staff.delegateUntilNeeded") }]}
            {...wrong("endsAt")}
          >
            <DatePicker {...time} />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t("staff.delegateReason")}
            rules={[{ required: true, min: 2, message: t("staff.delegateReasonNeeded") }]}
            {...wrong("reason")}
          >
            <Input maxLength={200} />
          </Form.Item>
          <ProblemNote problem={give.error} />
        </Form>
      </Modal>
    </>
  );
}
