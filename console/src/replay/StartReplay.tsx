import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { DatePicker, Form, Modal, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { api, ask } from "../api.ts";
import { companyTime, fromPicker, toPicker } from "../parts/clock.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { useNow } from "../parts/When.tsx";
import { clausesOf, firstVersion, useControls, usePolicies, usePolicy, useVersion } from "../policies/data.ts";
import { ParameterInput } from "../policies/ParameterInput.tsx";
import { runsChanged } from "../runs/runs.ts";
import { useText } from "../texts/index.ts";
import { replaysChanged } from "./data.ts";

type Values = { span: [Dayjs, Dayjs] };

/** Chooses a version, a span and perhaps one other value, and starts. */
export function StartReplay({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t, pick } = useText();
  const navigate = useNavigate();
  const [state, set] = useUrlState();
  const [form] = Form.useForm<Values>();
  const policies = (usePolicies().data?.items ?? []).filter((one) => one.kind === "company");
  const code = state.document ?? policies.find((one) => one.inForce)?.code;
  const policy = usePolicy(code).data;
  const versionId = state.version ?? (policy && (policy.pending[0]?.id ?? firstVersion(policy)?.id));
  const version = useVersion(open ? versionId : undefined).data;
  const controls = useControls();
  const [chosen, setChosen] = useState<string>();
  const [value, setValue] = useState<unknown>();
  const places = (version ? clausesOf(version) : []).flatMap((clause) =>
    clause.controls.flatMap((bound) =>
      bound.parameters
        .filter((one) => one.origin !== "none" && !["steps", "conditions", "text"].includes(one.type))
        .map((parameter) => ({ key: `${clause.number}|${bound.control}|${parameter.name}`, clause, bound, parameter })),
    ),
  );
  const place = places.find((one) => one.key === chosen);
  const start = useMutation({
    mutationFn: ({ span: [from, to] }: Values) =>
      ask(
        api.POST("/api/v1/replays", {
          body: {
            versionId: versionId!,
            from: fromPicker(from.startOf("day")),
            to: fromPicker(to.startOf("day").add(1, "day")),
            ...(place &&
              value !== undefined && {
                overrides: [
                  {
                    clause: place.clause.number,
                    control: place.bound.control,
                    parameters: { [place.parameter.name]: value },
                  },
                ],
              }),
          },
        }),
      ),
    onSuccess: (made) => {
      void runsChanged();
      void replaysChanged();
      void navigate({ to: `/replays/${made.id}` as "/" });
    },
  });
  // Only what is over can be judged again: whole days up to yesterday.
  const yesterday = toPicker(companyTime(useNow()).startOf("day").subtract(1, "day").toISOString());
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={t("replay.startTitle")}
      okText={t("replay.start")}
      onOk={() => form.submit()}
      okButtonProps={{ disabled: !versionId }}
      confirmLoading={start.isPending}
      width={520}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ span: [yesterday.subtract(12, "month").add(1, "day"), yesterday] }}
        onFinish={(values: Values) => start.mutate(values)}
      >
        <p className="quiet form-lead">{t("replay.startLead")}</p>
        <Form.Item label={t("replay.document")}>
          <Select
            value={code}
            onChange={(next) => {
              set({ document: next, version: undefined });
              setChosen(undefined);
            }}
            options={policies.map((one) => ({ value: one.code, label: `${one.code} ${pick(one.title)}` }))}
          />
        </Form.Item>
        <Form.Item label={t("replay.version")}>
          <Select
            value={versionId}
            onChange={(next) => {
              set({ version: next });
              setChosen(undefined);
            }}
            options={(policy?.versions ?? [])
              .filter((one) => one.state !== "withdrawn")
              .map((one) => ({
                value: one.id,
                label: `${t("policies.version", { number: one.number })} · ${t(`policies.${one.state}`)}${one.note ? ` · ${one.note}` : ""}`,
              }))}
          />
        </Form.Item>
        <Form.Item name="span" label={t("replay.span")} rules={[{ required: true, message: t("replay.spanNeeded") }]}>
          <DatePicker.RangePicker maxDate={yesterday} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          label={t("replay.change")}
          extra={place && t("replay.changeNow", { value: pick(place.parameter.shown) })}
        >
          <div className="stack-small">
            <Select
              allowClear
              value={chosen}
              placeholder={t("replay.changeWhich")}
              aria-label={t("replay.changeWhich")}
              showSearch={{ optionFilterProp: "label" }}
              onChange={(next: string | undefined) => {
                setChosen(next);
                setValue(places.find((one) => one.key === next)?.parameter.written);
              }}
              options={places.map((one) => ({
                value: one.key,
                label: `${one.clause.number} ${pick(one.bound.label)}：${pick(one.parameter.label)}`,
              }))}
            />
            {place && (
              <ParameterInput
                label={pick(place.parameter.label)}
                type={place.parameter.type}
                value={value}
                choices={
                  controls?.get(place.bound.control)?.parameters.find((one) => one.name === place.parameter.name)
                    ?.values ?? null
                }
                facts={undefined}
                onChange={setValue}
              />
            )}
          </div>
        </Form.Item>
        <ProblemNote problem={start.error} fields />
      </Form>
    </Modal>
  );
}
