import { useMutation } from "@tanstack/react-query";
import { App, DatePicker, Form, Modal } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { api, ask } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { StaffPick } from "../../staff/people.tsx";
import { useText } from "../../texts/index.ts";
import { type Article, keepArticle } from "./data.ts";

type Values = { reviewOn?: Dayjs | null; ownerId?: string };

/** Says that an article still holds, until when, and whose it is from now on. */
export function ReviewDialog({ article, onClose }: { article: Article; onClose: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: ({ reviewOn, ownerId }: Values) =>
      ask(
        api.POST("/api/v1/articles/{id}/review", {
          params: { path: { id: article.id } },
          body: {
            version: article.version,
            ...(reviewOn && { reviewOn: reviewOn.format("YYYY-MM-DD") }),
            ...(ownerId && { ownerId }),
          },
        }),
      ),
    onSuccess: (saved) => {
      keepArticle(saved);
      void message.success(t("knowledge.reviewedDone"));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("knowledge.reviewTitle")}
      okText={t("knowledge.reviewDo")}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={480}
    >
      <p className="quiet">{t("knowledge.reviewLead")}</p>
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)} className="dialog-form">
        <Form.Item name="reviewOn" label={t("knowledge.nextReview")} extra={t("knowledge.nextReviewExtra")}>
          <DatePicker minDate={dayjs().add(1, "day")} />
        </Form.Item>
        <Form.Item name="ownerId" label={t("knowledge.newOwner")}>
          <StaffPick placeholder={t("knowledge.keepOwner")} except={article.ownerId} />
        </Form.Item>
        <ProblemNote problem={save.error} fields />
      </Form>
    </Modal>
  );
}
