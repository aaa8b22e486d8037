import { Select } from "antd";
import { useText } from "../../texts/index.ts";
import { useColleagues } from "../tickets/data.ts";

type Props = {
  readonly value?: string | undefined;
  readonly onChange?: (id: string | undefined) => void;
  readonly id?: string;
};

/** A colleague by name, grouped by department. */
export function PersonSelect({ value, onChange, id }: Props) {
  const { t } = useText();
  const { people, departments, called } = useColleagues();
  return (
    <Select
      {...(id && { id })}
      value={value}
      onChange={onChange}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      placeholder={t("complaints.owner")}
      options={departments
        .map((one) => ({
          label: called(one),
          options: people
            .filter((person) => person.departmentId === one.id)
            .map((person) => ({ value: person.staffId, label: person.name })),
        }))
        .filter((group) => group.options.length)}
    />
  );
}

/** A department by name. */
export function DepartmentSelect({ value, onChange, id }: Props) {
  const { departments, called } = useColleagues();
  return (
    <Select
      {...(id && { id })}
      value={value}
      onChange={onChange}
      showSearch={{ optionFilterProp: "label" }}
      options={departments.map((one) => ({ value: one.id, label: called(one) }))}
    />
  );
}
