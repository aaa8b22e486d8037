import { useMutation } from "@tanstack/react-query";
import { App, Button, DatePicker, Form, Input, Radio, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { api, ask } from "../../api.ts";
import { useKeys } from "../../frame/keys.ts";
import { fromPicker, toPicker } from "../../parts/clock.ts";
import { useDraft } from "../../parts/draft.ts";
import { KeyScope } from "../../parts/KeyScope.tsx";
import { useNoun } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { AnswerInput, answersOf } from "./AnswerInput.tsx";
import { type CallbackPage, callbacksChanged, levels, useDepartmentNames, useOpinionCategories } from "./data.ts";

type Values = {
  at: Dayjs;
  way: "phone" | "visit" | "email" | "sms";
  satisfaction?: number | null;
  answers?: Record<string, unknown>;
  opinion?: string;
  opinionCategory?: string;
  answered?: string;
  handling?: "fixNow" | "explain";
  fixed?: string;
  explanation?: string;
  nextOn?: Dayjs;
  departmentId?: string;
  problem?: string;
};

/** Asks in the order in which a call goes; what a dissatisfied customer needs opens by itself. */
export function RecordForm({ page, onDone }: { page: CallbackPage; onDone: () => void }) {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const id = page.callback.id!;
  const { draft, keep, drop } = useDraft<Partial<Values>>(`callback.${id}`);
  const categories = useOpinionCategories().items.filter((one) => one.active);
  const ways = useNoun("callback")?.fields.find((field) => field.key === "way")?.choices ?? [];
  const save = useMutation({
    mutationFn: (values: Values) =>
      ask(api.POST("/api/v1/callbacks/{id}/record", { params: { path: { id } }, body: bodyOf(page, values) as never })),
    onSuccess: async () => {
      drop();
      void message.success(t("callbacks.saved"));
      onDone();
      await callbacksChanged();
    },
  });
  const rate = (level: number) => () => {
    form.setFieldValue("satisfaction", level);
    keepNow();
  };
  const keepNow = () => {
    const { at: _, nextOn: __, ...rest } = form.getFieldsValue();
    keep(rest);
  };
  useKeys({ 1: rate(1), 2: rate(2), 3: rate(3), 4: rate(4), 5: rate(5), "mod+enter": () => form.submit() });
  const satisfaction = Form.useWatch("satisfaction", form);
  const dissatisfied = typeof satisfaction === "number" && satisfaction <= 2;
  return (
    <KeyScope>
      <Form
        form={form}
        layout="vertical"
        className="call-form"
        initialValues={{
          way: usualWay(page),
          satisfaction: undefined,
          handling: "explain",
          ...draft,
          at: presentTime(),
        }}
        onValuesChange={keepNow}
        onFinish={(values) => save.mutate(values)}
        scrollToFirstError
      >
        <Form.Item name="satisfaction" label={t("callbacks.satisfaction")}>
          <Radio.Group optionType="button" className="call-levels">
            {levels.map((one) => (
              <Radio.Button key={one} value={one} className={`call-level-${one}`}>
                {t(`callbacks.level${one}`)}
                <kbd className="call-level-key">{one}</kbd>
              </Radio.Button>
            ))}
          </Radio.Group>
        </Form.Item>
        {page.questions.map((question) => (
          <Form.Item key={question.key} name={["answers", question.key]} label={question.label}>
            <AnswerInput question={question} />
          </Form.Item>
        ))}
        <Form.Item name="opinion" label={t("callbacks.opinion")}>
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={2000}
            placeholder={t("callbacks.opinionHint")}
          />
        </Form.Item>
        <Form.Item name="opinionCategory" label={t("callbacks.category")}>
          <Select
            allowClear
            options={categories.map((one) => ({ value: one.key, label: pick(one.label) }))}
            className="call-short"
          />
        </Form.Item>
        <Form.Item name="answered" label={t("callbacks.answered")}>
          <Input.TextArea
            autoSize={{ minRows: 1, maxRows: 4 }}
            maxLength={2000}
            placeholder={t("callbacks.answeredHint")}
          />
        </Form.Item>
        {dissatisfied && <Handling page={page} />}
        <div className="row call-when">
          <Form.Item name="at" label={t("callbacks.at")} rules={[{ required: true, message: t("callbacks.needed") }]}>
            <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" allowClear={false} />
          </Form.Item>
          <Form.Item name="way" label={t("callbacks.way")}>
            <Select
              options={ways.map((one) => ({ value: one.value, label: pick(one.label) }))}
              className="call-short"
            />
          </Form.Item>
        </div>
        <ProblemNote problem={save.error} fields />
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("callbacks.saveNext")}
        </Button>
      </Form>
    </KeyScope>
  );
}

/** S2.2.3: put right at once, or explained with the next date and what the department responsible corrects. */
function Handling({ page }: { page: CallbackPage }) {
  const { t } = useText();
  const departments = useDepartmentNames();
  const handling = Form.useWatch<Values["handling"]>("handling");
  const needed = [{ required: true, message: t("callbacks.needed") }];
  const last = page.lastNextDay;
  return (
    <fieldset className="call-handling">
      <legend>{t("callbacks.unhappy")}</legend>
      <Form.Item name="handling">
        <Radio.Group
          options={(["fixNow", "explain"] as const).map((one) => ({ value: one, label: t(`callbacks.${one}`) }))}
        />
      </Form.Item>
      {handling === "fixNow" ? (
        <Form.Item name="fixed" label={t("callbacks.fixed")} rules={needed}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
        </Form.Item>
      ) : (
        <>
          <Form.Item name="explanation" label={t("callbacks.explanation")} rules={needed}>
            <Input.TextArea autoSize={{ minRows: 1 }} maxLength={2000} />
          </Form.Item>
          <div className="row call-when">
            <Form.Item
              name="nextOn"
              label={t("callbacks.nextOn")}
              rules={needed}
              extra={last && t("callbacks.nextBy", { day: last })}
            >
              <DatePicker minDate={dayjs()} {...(last && { maxDate: dayjs(last) })} />
            </Form.Item>
            <Form.Item name="departmentId" label={t("callbacks.remedyFor")} rules={needed}>
              <Select
                showSearch={{ optionFilterProp: "label" }}
                options={departments.map((one) => ({ value: one.id, label: one.name }))}
                className="call-short"
              />
            </Form.Item>
          </div>
          <Form.Item name="problem" label={t("callbacks.problem")} rules={[{ ...needed[0]!, min: 2 }]}>
            <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
          </Form.Item>
        </>
      )}
    </fieldset>
  );
}

const presentTime = () => toPicker(new Date().toISOString());

const usualWay = (page: CallbackPage): Values["way"] => (page.callback.way === "visit" ? "visit" : "phone");

const words = (text: string | undefined) => text?.trim() || null;

function bodyOf(page: CallbackPage, given: Values) {
  const dissatisfied = typeof given.satisfaction === "number" && given.satisfaction <= 2;
  const explained = dissatisfied && given.handling !== "fixNow";
  return {
    at: earlier(fromPicker(given.at)),
    way: given.way,
    satisfaction: given.satisfaction ?? null,
    answers: answersOf(page.questions, given.answers),
    opinion: words(given.opinion),
    opinionCategory: given.opinionCategory ?? null,
    answered: words(given.answered),
    fixed: dissatisfied && !explained ? words(given.fixed) : null,
    explanation: explained ? words(given.explanation) : null,
    nextOn: explained ? (given.nextOn?.format("YYYY-MM-DD") ?? null) : null,
    ...(explained &&
      given.departmentId && { remedy: { departmentId: given.departmentId, problem: given.problem ?? "" } }),
  };
}

/** A clock that goes a little ahead of the server's must not put a call into the future. */
export const earlier = (at: string): string =>
  Date.parse(at) > Date.now() - 60_000 ? new Date(Date.now() - 60_000).toISOString() : at;
