import { EditOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { Masked } from "../../parts/Masked.tsx";
import { useNoun } from "../../parts/nouns.ts";
import { Tag } from "../../parts/Tag.tsx";
import { useText } from "../../texts/index.ts";
import { revealOf } from "./data.ts";

type LineProps = {
  label: string;
  note?: string | null | undefined;
  preferred?: boolean | undefined;
  onEdit?: (() => void) | undefined;
  children: ReactNode;
};

/** One record among the facts, with the way to change it. */
export function RecordLine({ label, note, preferred, onEdit, children }: LineProps) {
  const { t } = useText();
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        {children} {note && <span className="quiet small">{note} </span>}
        {preferred && <Tag>{t("customers.primary")}</Tag>}
        {onEdit && <EditButton label={label} onClick={onEdit} />}
      </dd>
    </div>
  );
}

export function EditButton({ label, onClick }: { label: string; onClick: () => void }) {
  const { t } = useText();
  return (
    <Button
      className="fact-edit no-print"
      type="text"
      size="small"
      icon={<EditOutlined />}
      aria-label={`${t("parts.edit")}: ${label}`}
      onClick={onClick}
    />
  );
}

type ValueProps = { noun: string; field: string; customerId: string; id: string; value: string | undefined };

/** A value of a record: with an eye where it is masked and this person may see it for a reason. */
export function RecordValue({ noun, field, customerId, id, value }: ValueProps) {
  const { pick } = useText();
  const described = useNoun(noun)?.fields.find((one) => one.key === field);
  if (!value) return null;
  const reveal = described?.masked && described.revealable ? revealOf(customerId, noun, field, id) : undefined;
  return <Masked label={pick(described?.label)} value={value} reveal={reveal} />;
}
