import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, DatePicker, Form, Input, InputNumber, Radio, Select, Space } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { api, ask } from "../../api.ts";
import { companyTime } from "../../parts/clock.ts";
import { Filters } from "../../parts/list/Filters.tsx";
import "../../parts/list/list.css";
import "./callbacks.css";
import { formatCount } from "../../parts/Money.tsx";
import { useNoun } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { StaffPick, useRoleNames } from "../../staff/people.tsx";
import { useText } from "../../texts/index.ts";
import { callbacksChanged, type PlanPage as Plan, useDepartmentNames } from "./data.ts";
import { type Asked, QuestionRows } from "./QuestionRows.tsx";

type Values = {
  name: string;
  occasion: Plan["occasion"];
  filters: Record<string, string>;
  heldService?: string;
  cycle?: NonNullable<Plan["cycle"]>;
  way: Plan["way"];
  doer: Plan["doer"];
  doerStaffId?: string;
  doerDepartmentId?: string;
  doerRole?: string;
  count: number;
  unit: "d" | "wd" | "h";
  fromOn: Dayjs;
  toOn?: Dayjs | null;
  script?: string;
  questions?: Asked[];
};

/** Whom, when, what to ask, which way and by whom: in the order in which one thinks of it. */
export function PlanForm({ plan, onDone }: { plan?: Plan; onDone: (id?: string) => void }) {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const occasion = Form.useWatch("occasion", form);
  const doer = Form.useWatch("doer", form);
  const departments = useDepartmentNames();
  const { roles } = useRoleNames();
  const ways = useNoun("callback")?.fields.find((field) => field.key === "way")?.choices ?? [];
  const save = useMutation({
    mutationFn: (values: Values) => {
      const body = bodyOf(values);
      return ask(
        plan
          ? api.PUT("/api/v1/callback-plans/{id}", {
              params: { path: { id: plan.id } },
              body: { ...body, version: plan.version },
            })
          : api.POST("/api/v1/callback-plans", { body }),
      );
    },
    onSuccess: async (saved) => {
      void message.success(t("callbacks.planSaved"));
      await callbacksChanged();
      onDone(saved.id);
    },
  });
  const needed = [{ required: true, message: t("callbacks.needed") }];
  const choices = <K extends string>(keys: readonly K[], say: (key: K) => string) =>
    keys.map((key) => ({ value: key, label: say(key) }));
  const byRole = (
    <Form.Item
      name="doerRole"
      label={doer === "owner" ? t("callbacks.doerElse") : t("callbacks.doer_role")}
      rules={needed}
    >
      <Select
        showSearch={{ optionFilterProp: "label" }}
        options={roles.map((one) => ({ value: one.key, label: pick(one.label) }))}
        className="call-short"
      />
    </Form.Item>
  );
  return (
    <Form
      form={form}
      layout="vertical"
      className="panel panel-body plan-form"
      initialValues={initial(plan)}
      onFinish={(values) => save.mutate(values)}
      scrollToFirstError
    >
      <Form.Item name="name" label={t("callbacks.planName")} rules={[{ ...needed[0]!, whitespace: true }]}>
        <Input maxLength={100} autoFocus={!plan} />
      </Form.Item>
      <Form.Item name="occasion" label={t("callbacks.occasion")}>
        <Radio.Group
          optionType="button"
          options={choices(["cycle", "complaint", "completion"] as const, (key) => t(`callbacks.occasion_${key}`))}
        />
      </Form.Item>
      {occasion === "cycle" && (
        <>
          <Form.Item name="cycle" label={t("callbacks.cycle")} rules={needed}>
            <Radio.Group
              options={choices(["once", "month", "quarter", "half-year", "year"] as const, (key) =>
                t(`callbacks.cycle_${key}`),
              )}
            />
          </Form.Item>
          <Form.Item name="filters" label={t("callbacks.whom")}>
            <SegmentInput />
          </Form.Item>
          <Form.Item name="heldService" label={t("callbacks.heldService")} extra={t("callbacks.heldServiceHint")}>
            <Input maxLength={60} className="call-short" />
          </Form.Item>
          <Preview />
        </>
      )}
      <Form.Item name="way" label={t("callbacks.way")}>
        <Radio.Group options={ways.map((one) => ({ value: one.value, label: pick(one.label) }))} />
      </Form.Item>
      <Form.Item name="doer" label={t("callbacks.doer")}>
        <Radio.Group
          optionType="button"
          options={choices(["owner", "role", "department", "person"] as const, (key) => t(`callbacks.doer_${key}`))}
        />
      </Form.Item>
      {(doer === "role" || doer === "owner") && byRole}
      {doer === "department" && (
        <Form.Item name="doerDepartmentId" label={t("callbacks.doer_department")} rules={needed}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={departments.map((one) => ({ value: one.id, label: one.name }))}
            className="call-short"
          />
        </Form.Item>
      )}
      {doer === "person" && (
        <Form.Item name="doerStaffId" label={t("callbacks.doer_person")} rules={needed}>
          <StaffPick placeholder={t("callbacks.assignTo")} />
        </Form.Item>
      )}
      <Form.Item label={t("callbacks.term")} extra={t("callbacks.termHint")} required>
        <Space.Compact>
          <Form.Item name="count" noStyle rules={needed}>
            <InputNumber min={1} max={999} precision={0} aria-label={t("callbacks.term")} />
          </Form.Item>
          <Form.Item name="unit" noStyle>
            <Select
              aria-label={t("callbacks.term")}
              options={[
                { value: "d", label: t("callbacks.days") },
                { value: "wd", label: t("callbacks.workingDays") },
                { value: "h", label: t("callbacks.hours") },
              ]}
              style={{ width: 130 }}
            />
          </Form.Item>
        </Space.Compact>
      </Form.Item>
      <Form.Item label={t("callbacks.fromTo")} required>
        <div className="row">
          <Form.Item name="fromOn" noStyle rules={needed}>
            <DatePicker aria-label={t("callbacks.fromTo")} />
          </Form.Item>
          –
          <Form.Item name="toOn" noStyle>
            <DatePicker placeholder={t("callbacks.openEnd")} aria-label={t("callbacks.openEnd")} />
          </Form.Item>
        </div>
      </Form.Item>
      <Form.Item name="script" label={t("callbacks.script")}>
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={5000} placeholder={t("callbacks.standardScript")} />
      </Form.Item>
      <QuestionRows />
      <ProblemNote problem={save.error} fields />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("callbacks.savePlan")}
        </Button>
        <Button onClick={() => onDone(plan?.id)}>{t("callbacks.cancel")}</Button>
      </div>
    </Form>
  );
}

/** The filters of the list of customers, as chips. */
function SegmentInput({
  value = {},
  onChange,
}: {
  value?: Record<string, string>;
  onChange?: (next: Record<string, string>) => void;
}) {
  const fields = useNoun("customer")?.fields ?? [];
  return (
    <div className="row">
      <Filters
        fields={fields}
        filters={Object.entries(value)}
        onChange={(key, next) => {
          const { [key]: _, ...rest } = value;
          onChange?.(next ? { ...rest, [key]: next } : rest);
        }}
      />
    </div>
  );
}

/** How many would be called now. */
function Preview() {
  const { t } = useText();
  const filters = Form.useWatch<Record<string, string>>("filters");
  const heldService = Form.useWatch<string>("heldService")?.trim() || null;
  const { data, error } = useQuery({
    queryKey: ["callbacks", "preview", filters, heldService],
    queryFn: () => ask(api.POST("/api/v1/callback-plans/preview", { body: { filters: filters ?? {}, heldService } })),
    enabled: filters !== undefined,
    retry: false,
  });
  if (error) return <ProblemNote problem={error} fields />;
  return (
    <p className="plan-preview">{t("callbacks.wouldCall", { count: data ? formatCount(data.customers) : "…" })}</p>
  );
}

function initial(plan: Plan | undefined): Partial<Values> {
  if (!plan)
    return {
      occasion: "cycle",
      cycle: "month",
      filters: {},
      way: "phone",
      doer: "role",
      doerRole: "agent",
      count: 10,
      unit: "d",
      fromOn: dayjs(companyTime(Date.now()).format("YYYY-MM-DD")),
      questions: [],
    };
  const [, count, unit] = /^(\d+)(wd|d|h)$/.exec(plan.term) ?? [];
  const some = <T,>(value: T | null) => (value === null ? {} : { value });
  return {
    name: plan.name,
    occasion: plan.occasion,
    filters: plan.filters,
    ...(plan.heldService && { heldService: plan.heldService }),
    ...(plan.cycle && { cycle: plan.cycle }),
    way: plan.way,
    doer: plan.doer,
    ...(some(plan.doerStaffId).value && { doerStaffId: plan.doerStaffId! }),
    ...(plan.doerDepartmentId && { doerDepartmentId: plan.doerDepartmentId }),
    ...(plan.doerRole && { doerRole: plan.doerRole }),
    count: Number(count ?? 10),
    unit: (unit ?? "d") as Values["unit"],
    fromOn: dayjs(plan.fromOn),
    toOn: plan.toOn ? dayjs(plan.toOn) : null,
    script: plan.script,
    questions: plan.questions,
  };
}

function bodyOf({ count, unit, fromOn, toOn, questions = [], ...given }: Values) {
  const cycle = given.occasion === "cycle";
  return {
    name: given.name.trim(),
    occasion: given.occasion,
    filters: cycle ? (given.filters ?? {}) : {},
    heldService: cycle ? given.heldService?.trim() || null : null,
    cycle: cycle ? (given.cycle ?? null) : null,
    way: given.way,
    doer: given.doer,
    doerStaffId: given.doerStaffId ?? null,
    doerDepartmentId: given.doerDepartmentId ?? null,
    doerRole: given.doerRole ?? null,
    term: `${count}${unit}`,
    fromOn: fromOn.format("YYYY-MM-DD"),
    toOn: toOn?.format("YYYY-MM-DD") ?? null,
    script: given.script?.trim() ?? "",
    questions: questions.map(({ kind, label, choices, key }, at) => ({
      key: key ?? `q${at + 1}`,
      kind,
      label: label.trim(),
      ...((kind === "single" || kind === "multiple") && { choices: choices ?? [] }),
    })),
  };
}
