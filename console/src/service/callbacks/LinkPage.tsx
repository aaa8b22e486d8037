import { CheckCircleOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Button, Form, Input, Radio } from "antd";
import { api, ask, Problem } from "../../api.ts";
import { Empty } from "../../parts/Empty.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { AnswerInput, answersOf } from "./AnswerInput.tsx";
import "./callbacks.css";
import { levels } from "./data.ts";

type Values = { satisfaction: number; answers?: Record<string, unknown>; opinion?: string };

/** Where a customer answers under the link of a message, without signing in. */
export function LinkPage() {
  const { t } = useText();
  const { token } = useParams({ strict: false }) as { token: string };
  const path = { params: { path: { token } } };
  const asked = useQuery({
    queryKey: ["callback-link", token],
    queryFn: () => ask(api.GET("/api/v1/callback-answers/{token}", path)),
    retry: false,
  });
  const questions = asked.data?.questions ?? [];
  const send = useMutation({
    mutationFn: ({ satisfaction, answers, opinion }: Values) =>
      ask(
        api.POST("/api/v1/callback-answers/{token}", {
          ...path,
          body: {
            satisfaction,
            answers: answersOf(questions, answers),
            ...(opinion?.trim() && { opinion: opinion.trim() }),
          },
        }),
      ),
  });
  const gone = asked.error instanceof Problem && [400, 404].includes(asked.error.body.status);
  return (
    <main className="link-page">
      <section className="panel link-card">
        {asked.isPending && <Waiting />}
        {gone && <Empty title={t("callbacks.linkGone")} />}
        {asked.error && !gone && <ProblemNote problem={asked.error} />}
        {send.isSuccess ? (
          <Empty
            icon={<CheckCircleOutlined />}
            title={t("callbacks.linkThanks")}
            lead={t("callbacks.linkThanksLead")}
          />
        ) : (
          asked.data &&
          (asked.data.open ? (
            <>
              <h1>{t("callbacks.linkTitle")}</h1>
              <p className="quiet">{t("callbacks.linkLead")}</p>
              <Form layout="vertical" onFinish={(values: Values) => send.mutate(values)} scrollToFirstError>
                <Form.Item
                  name="satisfaction"
                  label={t("callbacks.linkSatisfaction")}
                  rules={[{ required: true, message: t("callbacks.needed") }]}
                >
                  <Radio.Group className="link-levels">
                    {levels.map((one) => (
                      <Radio key={one} value={one}>
                        {t(`callbacks.level${one}`)}
                      </Radio>
                    ))}
                  </Radio.Group>
                </Form.Item>
                {questions.map((question) => (
                  <Form.Item key={question.key} name={["answers", question.key]} label={question.label}>
                    <AnswerInput question={question} />
                  </Form.Item>
                ))}
                <Form.Item name="opinion" label={t("callbacks.linkOpinion")}>
                  <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
                </Form.Item>
                <ProblemNote problem={send.error} />
                <Button type="primary" size="large" block htmlType="submit" loading={send.isPending}>
                  {t("callbacks.linkSend")}
                </Button>
              </Form>
            </>
          ) : (
            <Empty icon={<CheckCircleOutlined />} title={t("callbacks.linkOver")} />
          ))
        )}
      </section>
    </main>
  );
}
