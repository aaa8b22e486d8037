import { Checkbox, Form, Input, Select } from "antd";
import { api, ask, queries, type Schema } from "../../../api.ts";
import { Dialog } from "../../../parts/Dialog.tsx";
import { useNoun } from "../../../parts/nouns.ts";
import { useText } from "../../../texts/index.ts";

type Macro = Schema<"Macro">;
type Values = {
  name: string;
  urgency?: string;
  severity?: string;
  take?: boolean;
  note?: string;
  reply?: string;
  wait?: string;
};

type Props = {
  /** The one to change, as it was seen; without it another is added. */
  readonly macro?: Macro | undefined;
  readonly onClose: () => void;
};

/** Puts steps together; those left empty are not done. */
export function MacroDialog({ macro, onClose }: Props) {
  const { t, pick } = useText();
  const fields = useNoun("ticket")?.fields ?? [];
  const optionsOf = (key: string) =>
    (fields.find((field) => field.key === key)?.choices ?? []).map((one) => ({
      value: one.value,
      label: pick(one.label),
    }));
  const labelOf = (key: string) => pick(fields.find((field) => field.key === key)?.label);
  const save = ({ name, take, ...given }: Values) => {
    const words = Object.fromEntries(
      Object.entries(given)
        .map(([key, value]) => [key, value?.trim()])
        .filter(([, value]) => value),
    );
    const body = { name: name.trim(), steps: { ...words, ...(take && { take: true }) } as never };
    return macro
      ? ask(
          api.PUT("/api/v1/macros/{id}", {
            params: { path: { id: macro.id } },
            body: { ...body, version: macro.version },
          }),
        ).catch((problem: unknown) => {
          // A colleague was quicker: what is opened next is theirs.
          void queries.invalidateQueries({ queryKey: ["macros"] });
          throw problem;
        })
      : ask(api.POST("/api/v1/macros", { body }));
  };
  return (
    <Dialog<Values>
      title={macro ? t("tickets.editMacro", { name: macro.name }) : t("tickets.addMacro")}
      doIt={t("parts.save")}
      done={t("tickets.macroSaved")}
      width={560}
      initial={macro && { name: macro.name, ...macro.steps }}
      act={save}
      onSaved={() => queries.invalidateQueries({ queryKey: ["macros"] })}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t("tickets.macroName")}
        rules={[{ required: true, whitespace: true, message: t("tickets.nameNeeded") }]}
      >
        <Input autoFocus maxLength={60} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="urgency" label={labelOf("urgency")} className="form-half">
          <Select allowClear options={optionsOf("urgency")} placeholder={t("tickets.unchanged")} />
        </Form.Item>
        <Form.Item name="severity" label={labelOf("severity")} className="form-half">
          <Select allowClear options={optionsOf("severity")} placeholder={t("tickets.unchanged")} />
        </Form.Item>
      </div>
      <Form.Item name="take" valuePropName="checked">
        <Checkbox>{t("tickets.stepTake")}</Checkbox>
      </Form.Item>
      <Form.Item name="note" label={t("tickets.note")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={5000} />
      </Form.Item>
      <Form.Item name="reply" label={t("tickets.reply")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={5000} />
      </Form.Item>
      <Form.Item name="wait" label={t("tickets.waitWhat")}>
        <Input maxLength={500} placeholder={t("tickets.waitHint")} />
      </Form.Item>
    </Dialog>
  );
}
