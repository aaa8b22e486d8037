import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { DatePicker, Form, Modal } from "antd";
import type { Dayjs } from "dayjs";
import { api, ask, queries } from "../api.ts";
import { fromPicker } from "../parts/clock.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { runsChanged } from "../runs/runs.ts";
import { useText } from "../texts/index.ts";

type Values = { asOf?: Dayjs | null; effectiveAt?: Dayjs | null };

/** Asks for the moment judged and the effect date, and starts. */
export function StartGrading({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useText();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const start = useMutation({
    mutationFn: ({ asOf, effectiveAt }: Values) =>
      ask(
        api.POST("/api/v1/gradings", {
          body: {
            ...(asOf && { asOf: fromPicker(asOf) }),
            ...(effectiveAt && { effectiveAt: fromPicker(effectiveAt) }),
          },
        }),
      ),
    onSuccess: (made) => {
      void runsChanged();
      void queries.invalidateQueries({ queryKey: ["gradings"] });
      void navigate({ to: "/gradings/$id", params: { id: made.id } });
    },
  });
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={t("grading.startTitle")}
      okText={t("grading.start")}
      onOk={() => form.submit()}
      confirmLoading={start.isPending}
      width={440}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" onFinish={(values: Values) => start.mutate(values)}>
        <p className="quiet form-lead">{t("grading.startLead")}</p>
        <Form.Item name="asOf" label={t("grading.asOf")} extra={t("grading.asOfNow")}>
          <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="effectiveAt" label={t("grading.effective")} extra={t("grading.effectiveLead")}>
          <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" style={{ width: "100%" }} />
        </Form.Item>
        <ProblemNote problem={start.error} fields />
      </Form>
    </Modal>
  );
}
