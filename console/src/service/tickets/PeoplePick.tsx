import { CheckOutlined } from "@ant-design/icons";
import { Input, Select } from "antd";
import { useState } from "react";
import { useSkillName } from "./skills.ts";
import { useText } from "../../texts/index.ts";
import { type Colleague, useColleagues, useListed } from "./data.ts";
import { LoadBar } from "./LoadBar.tsx";

export type Chosen = { assigneeId?: string | null; departmentId?: string };

type Props = {
  readonly value?: Chosen | undefined;
  readonly onChange?: (to: Chosen | undefined) => void;
  /** Whoever has it is marked first. */
  readonly skill?: string | null | undefined;
  /** Their colleagues come first. */
  readonly near?: string | null | undefined;
  readonly except?: string | null | undefined;
  /** A person is needed; a department's queue will not do. */
  readonly personOnly?: boolean;
};

const share = (one: Colleague) => one.open / Math.max(1, one.capacity);

/** Chooses a person by what they have in hand and what they can do, or a department's queue. */
export function PeoplePick({ value, onChange, skill, near, except, personOnly = false }: Props) {
  const { t } = useText();
  const skillName = useSkillName();
  const { people, departments, departmentOf, called } = useColleagues();
  const listed = useListed();
  const [department, setDepartment] = useState<string>();
  const [word, setWord] = useState("");
  const skilled = (one: Colleague) => Boolean(skill && one.skills.includes(skill));
  const isNear = (one: Colleague) => Boolean(near) && one.departmentId === near;
  const shown = people
    .filter((one) => one.staffId !== except && (!department || one.departmentId === department))
    .filter(
      (one) =>
        !word.trim() ||
        one.name.includes(word.trim()) ||
        one.skills.some((its) => skillName(its).includes(word.trim())),
    )
    .sort(
      (a, b) => Number(skilled(b)) - Number(skilled(a)) || Number(isNear(b)) - Number(isNear(a)) || share(a) - share(b),
    );
  return (
    <div className="people-pick">
      <div className="people-tools">
        <Select
          allowClear
          value={department}
          placeholder={t("tickets.anyDepartment")}
          aria-label={t("tickets.department")}
          onChange={(next?: string) => {
            setDepartment(next);
            onChange?.(!personOnly && next ? { departmentId: next, assigneeId: null } : undefined);
          }}
          options={departments.map((one) => ({ value: one.id, label: called(one) }))}
        />
        <Input
          autoFocus
          allowClear
          value={word}
          placeholder={t("tickets.nameOrSkill")}
          aria-label={t("tickets.nameOrSkill")}
          onChange={(event) => setWord(event.target.value)}
        />
      </div>
      <div className="people" role="radiogroup" aria-label={t("tickets.person")}>
        {!personOnly && department && (
          <Person
            chosen={value?.departmentId === department && !value.assigneeId}
            onChoose={() => onChange?.({ departmentId: department, assigneeId: null })}
            name={t("tickets.queueOf", { name: departmentOf(department) })}
            place={t("tickets.queueOfLead")}
          />
        )}
        {shown.map((one) => (
          <Person
            key={one.staffId}
            chosen={value?.assigneeId === one.staffId}
            onChoose={() =>
              onChange?.({ assigneeId: one.staffId, ...(!personOnly && { departmentId: one.departmentId }) })
            }
            name={one.name}
            place={[departmentOf(one.departmentId), listed(one.skills.map(skillName))].filter(Boolean).join(" · ")}
            right={
              <>
                {skilled(one) && (
                  <span className="held small">
                    <CheckOutlined /> {t("tickets.hasSkill")}
                  </span>
                )}
                <LoadBar open={one.open} capacity={one.capacity} />
              </>
            }
          />
        ))}
        {!shown.length && <p className="side-none">{t("tickets.noPeople")}</p>}
      </div>
    </div>
  );
}

function Person(props: {
  chosen: boolean;
  onChoose: () => void;
  name: string;
  place: string;
  right?: React.ReactNode;
}) {
  const { chosen, onChoose, name, place, right } = props;
  return (
    <button
      type="button"
      role="radio"
      aria-checked={chosen}
      className={chosen ? "person person-chosen" : "person"}
      onClick={onChoose}
    >
      <span className="person-mark" aria-hidden />
      <span className="person-who">
        <span>{name}</span>
        <span className="quiet small">{place}</span>
      </span>
      <span className="person-load">{right}</span>
    </button>
  );
}
