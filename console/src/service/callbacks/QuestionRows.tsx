import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { useText } from "../../texts/index.ts";
import type { Question } from "./data.ts";

/** A question as it is written: its key comes when it is saved. */
export type Asked = Omit<Question, "key"> & { key?: string };

const kinds = ["score", "single", "multiple", "text"] as const;

/** The questions of a plan, row by row. */
export function QuestionRows() {
  const { t } = useText();
  const needed = [{ required: true, message: t("callbacks.needed") }];
  return (
    <section>
      <h3>{t("callbacks.questions")}</h3>
      <p className="quiet small">{t("callbacks.questionsLead")}</p>
      <Form.List name="questions">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="plan-question">
                <Form.Item name={[name, "label"]} rules={[{ ...needed[0]!, whitespace: true }]}>
                  <Input
                    maxLength={200}
                    placeholder={t("callbacks.questionLabel")}
                    aria-label={t("callbacks.questionLabel")}
                  />
                </Form.Item>
                <Form.Item name={[name, "kind"]}>
                  <Select
                    aria-label={t("callbacks.kind")}
                    options={kinds.map((one) => ({ value: one, label: t(`callbacks.kind_${one}`) }))}
                  />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t("callbacks.removeQuestion")}
                  onClick={() => remove(name)}
                />
                <Form.Item noStyle shouldUpdate>
                  {({ getFieldValue }) =>
                    ["single", "multiple"].includes(getFieldValue(["questions", name, "kind"]) as string) && (
                      <Form.Item name={[name, "choices"]} rules={needed} className="plan-options">
                        <Select
                          mode="tags"
                          open={false}
                          suffixIcon={null}
                          tokenSeparators={[",", "，", "、", "/"]}
                          placeholder={t("callbacks.options")}
                          aria-label={t("callbacks.options")}
                        />
                      </Form.Item>
                    )
                  }
                </Form.Item>
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ kind: "score", label: "" })}>
              {t("callbacks.addQuestion")}
            </Button>
          </>
        )}
      </Form.List>
    </section>
  );
}
