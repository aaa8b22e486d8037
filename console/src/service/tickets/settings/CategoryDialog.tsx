import { AutoComplete, Form, Input, InputNumber } from "antd";
import { api, ask, queries } from "../../../api.ts";
import { Dialog } from "../../../parts/Dialog.tsx";
import { useSkillName } from "../skills.ts";
import { useText } from "../../../texts/index.ts";
import { type Category, type Kind, useCategories, useColleagues, useSortingRules } from "../data.ts";
import { keyOf } from "./key.ts";

type Values = {
  zh: string;
  en: string;
  meansZh?: string;
  meansEn?: string;
  skill?: string | null;
  position: number;
};
type Props = {
  readonly kind: Kind;
  readonly parentId?: string;
  readonly category?: Category;
  readonly onClose: () => void;
};

/** Names of a category, the skill that its tickets want, and its place. */
export function CategoryDialog({ kind, parentId, category, onClose }: Props) {
  const { t, pick } = useText();
  const skillName = useSkillName();
  const all = useCategories();
  const rules = useSortingRules();
  const { people } = useColleagues();
  const skills = [
    ...new Set([...people.flatMap((one) => one.skills), ...all.flatMap((one) => one.skill ?? [])]),
  ].sort();
  const parent = all.find((one) => one.id === parentId);
  const save = ({ zh, en, meansZh, meansEn, skill, position }: Values) => {
    const means = { zh: meansZh?.trim() ?? "", en: meansEn?.trim() ?? "" };
    const facts = {
      label: { zh: zh.trim(), en: en.trim() },
      // One language stands for both, so that nobody reads nothing.
      definition: means.zh || means.en ? { zh: means.zh || means.en, en: means.en || means.zh } : null,
      skill: skill?.trim() || null,
      position,
    };
    if (category)
      return ask(api.PATCH("/api/v1/ticket-categories/{id}", { params: { path: { id: category.id } }, body: facts }));
    const taken = new Set(all.map((one) => one.key));
    return ask(
      api.POST("/api/v1/ticket-categories", {
        body: { ...facts, kind, key: keyOf(en, taken), parentId: parentId ?? null },
      }),
    );
  };
  const last = Math.max(
    0,
    ...all.filter((one) => one.kind === kind && one.parentId === (parentId ?? null)).map((one) => one.position),
  );
  return (
    <Dialog<Values>
      title={category ? t("tickets.editCategory") : t("tickets.addCategory")}
      lead={parent && t("tickets.below", { name: pick(parent.label) })}
      doIt={t("parts.save")}
      width={520}
      initial={
        category
          ? {
              ...category.label,
              ...(category.definition && { meansZh: category.definition.zh, meansEn: category.definition.en }),
              skill: category.skill,
              position: category.position,
            }
          : { position: last + 10 }
      }
      act={save}
      onSaved={() => queries.invalidateQueries({ queryKey: ["ticket-categories"] })}
      onClose={onClose}
    >
      <Form.Item
        name="zh"
        label={t("tickets.nameZh")}
        rules={[{ required: true, whitespace: true, message: t("tickets.nameNeeded") }]}
      >
        <Input autoFocus maxLength={60} />
      </Form.Item>
      <Form.Item
        name="en"
        label={t("tickets.nameEn")}
        rules={[{ required: true, whitespace: true, message: t("tickets.nameNeeded") }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      {(["meansZh", "meansEn"] as const).map((name) => (
        <Form.Item
          key={name}
          name={name}
          label={t(`tickets.${name}`)}
          {...(name === "meansZh" && { extra: t("tickets.meansLead") })}
          rules={
            rules?.definition && kind === "complaint" && name === "meansZh"
              ? [{ required: true, whitespace: true, message: t("tickets.meansNeeded") }]
              : []
          }
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
        </Form.Item>
      ))}
      <Form.Item name="skill" label={t("tickets.skill")} extra={t("tickets.skillLead")}>
        <AutoComplete
          allowClear
          options={skills.map((one) => ({ value: one, label: skillName(one) }))}
          maxLength={40}
        />
      </Form.Item>
      <Form.Item name="position" label={t("tickets.position")}>
        <InputNumber min={0} max={10_000} step={10} />
      </Form.Item>
    </Dialog>
  );
}
