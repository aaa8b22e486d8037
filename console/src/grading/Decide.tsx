import { useMutation } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, Modal } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { api, ask, queries } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { formatCount } from "../parts/Money.tsx";
import { fromPicker } from "../parts/clock.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { runsChanged } from "../runs/runs.ts";
import { useText } from "../texts/index.ts";
import type { Grading } from "./states.ts";

type Values = { effectiveAt?: Dayjs | null; note?: string };

/** Approves or rejects a grading that awaits it. */
export function Decide({ grading }: { grading: Grading }) {
  const { t } = useText();
  const { may } = useMe();
  const [way, setWay] = useState<"approve" | "reject">();
  const [form] = Form.useForm<Values>();
  const path = { id: grading.id };
  const decide = useMutation({
    mutationFn: ({ effectiveAt, note }: Values) =>
      way === "approve"
        ? ask(
            api.POST("/api/v1/gradings/{id}/approval", {
              params: { path },
              body: effectiveAt ? { effectiveAt: fromPicker(effectiveAt) } : {},
            }),
          )
        : ask(api.POST("/api/v1/gradings/{id}/rejection", { params: { path }, body: { note: note ?? "" } })),
    onSuccess: () => {
      setWay(undefined);
      void runsChanged();
      void queries.invalidateQueries({ queryKey: ["gradings"] });
    },
  });
  if (!may("customers.grade.approve")) return null;
  return (
    <>
      <Button onClick={() => setWay("reject")}>{t("grading.reject")}</Button>
      <Button type="primary" onClick={() => setWay("approve")}>
        {t("grading.approve")}
      </Button>
      <Modal
        open={way !== undefined}
        onCancel={() => setWay(undefined)}
        title={t(way === "reject" ? "grading.rejectTitle" : "grading.approveTitle")}
        okText={t(way === "reject" ? "grading.reject" : "grading.approve")}
        okButtonProps={{ danger: way === "reject" }}
        onOk={() => form.submit()}
        confirmLoading={decide.isPending}
        width={440}
        destroyOnHidden
      >
        <Form form={form} layout="vertical" onFinish={(values: Values) => decide.mutate(values)}>
          {way === "reject" ? (
            <Form.Item
              name="note"
              label={t("grading.rejectNote")}
              rules={[{ required: true, min: 2, whitespace: true, message: t("grading.rejectNeeded") }]}
            >
              <Input.TextArea autoFocus rows={3} maxLength={500} />
            </Form.Item>
          ) : (
            <>
              <p className="quiet form-lead">{t("grading.approveLead", { count: formatCount(grading.changed) })}</p>
              <Form.Item name="effectiveAt" label={t("grading.effective")} extra={t("grading.effectiveLead")}>
                <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" style={{ width: "100%" }} />
              </Form.Item>
            </>
          )}
          <ProblemNote problem={decide.error} fields />
        </Form>
      </Modal>
    </>
  );
}
