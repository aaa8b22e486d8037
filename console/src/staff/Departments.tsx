import { ApartmentOutlined, MoreOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown, Tooltip } from "antd";
import { useState } from "react";
import { useMe } from "../frame/me.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useNarrow } from "../parts/SidePanel.tsx";
import { useText } from "../texts/index.ts";
import { type Department, type Node, treeOf, useDepartments } from "./data.ts";
import { DepartmentForm, type DepartmentTask } from "./DepartmentForm.tsx";

type Props = { chosen: string | undefined; onChoose: (id: string | undefined) => void };

/** The departments as a tree; choosing one narrows the list of people. */
export function Departments({ chosen, onChoose }: Props) {
  const { t } = useText();
  const { may } = useMe();
  const narrow = useNarrow();
  const { departments, error, nameOf } = useDepartments();
  const [task, setTask] = useState<DepartmentTask>();
  const [shown, setShown] = useState(false);
  const manage = may("identity.departments.manage");
  const here = departments.find((one) => one.id === chosen);

  const line = ({ department, children }: Node): React.ReactNode => (
    <li key={department.id}>
      <div className={department.id === chosen ? "department department-here" : "department"}>
        <button
          type="button"
          className="department-name"
          aria-current={department.id === chosen}
          onClick={() => {
            onChoose(department.id);
            setShown(false);
          }}
        >
          <span>{nameOf(department)}</span>
          <span className="quiet small">{department.staffCount || ""}</span>
        </button>
        {manage && <Actions department={department} name={nameOf(department)} onTask={setTask} />}
      </div>
      {children.length > 0 && <ul>{children.map(line)}</ul>}
    </li>
  );
  const total = departments.reduce((sum, one) => sum + one.staffCount, 0);

  return (
    <section className="panel departments">
      <div className="panel-head">
        <h2>{t("staff.departments")}</h2>
        {narrow ? (
          <Button type="text" onClick={() => setShown(!shown)} aria-expanded={shown} icon={<ApartmentOutlined />}>
            {here ? nameOf(here) : t("staff.everyone")}
          </Button>
        ) : (
          manage && (
            <Tooltip title={t("staff.addDepartment")}>
              <Button
                type="text"
                size="small"
                icon={<PlusOutlined />}
                aria-label={t("staff.addDepartment")}
                onClick={() => setTask({ verb: "add", parentId: chosen ?? null })}
              />
            </Tooltip>
          )
        )}
      </div>
      <ProblemNote problem={error} />
      {(!narrow || shown) && (
        <ul className="department-tree">
          <li>
            <div className={chosen ? "department" : "department department-here"}>
              <button
                type="button"
                className="department-name"
                onClick={() => {
                  onChoose(undefined);
                  setShown(false);
                }}
              >
                <span>{t("staff.everyone")}</span>
                <span className="quiet small">{total || ""}</span>
              </button>
            </div>
          </li>
          {treeOf(departments).map(line)}
        </ul>
      )}
      {task && (
        <DepartmentForm task={task} departments={departments} nameOf={nameOf} onClose={() => setTask(undefined)} />
      )}
    </section>
  );
}

type ActionProps = { department: Department; name: string; onTask: (task: DepartmentTask) => void };

function Actions({ department, name, onTask }: ActionProps) {
  const { t } = useText();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          {
            key: "add",
            label: t("staff.addDepartment"),
            onClick: () => onTask({ verb: "add", parentId: department.id }),
          },
          { key: "rename", label: t("staff.rename"), onClick: () => onTask({ verb: "rename", department }) },
          { key: "move", label: t("staff.move"), onClick: () => onTask({ verb: "move", department }) },
        ],
      }}
    >
      <Button
        type="text"
        size="small"
        className="department-more"
        icon={<MoreOutlined />}
        aria-label={t("staff.departmentActions", { name })}
      />
    </Dropdown>
  );
}
