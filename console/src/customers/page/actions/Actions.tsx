import {
  CheckCircleOutlined,
  CrownOutlined,
  DeleteOutlined,
  EllipsisOutlined,
  MergeCellsOutlined,
  PrinterOutlined,
  StopOutlined,
  UserSwitchOutlined,
} from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { useMe } from "../../../frame/me.ts";
import { useUrlState } from "../../../parts/url-state.ts";
import { useText } from "../../../texts/index.ts";
import type { Customer } from "../data.ts";
import { ChangeOwner } from "./ChangeOwner.tsx";
import { Check } from "./Check.tsx";
import { CloseCustomer } from "./CloseCustomer.tsx";
import { EraseCustomer } from "./EraseCustomer.tsx";
import { Merge } from "./Merge.tsx";
import { SetGrade } from "./SetGrade.tsx";

/** What this person may do with this customer; the open question stands in the address. */
export function Actions({ customer }: { customer: Customer }) {
  const { t } = useText();
  const { may } = useMe();
  const navigate = useNavigate();
  const [state, set] = useUrlState();
  const id = customer.customerId!;
  const active = customer.state === "active";
  const erasable = active || customer.state === "idle" || customer.state === "closed";
  const shut = () => set({ do: undefined });
  const menu = [
    {
      key: "owner",
      icon: <UserSwitchOutlined />,
      label: t("customers.ownerTitle"),
      shown: active && may("customers.assign"),
    },
    {
      key: "grade",
      icon: <CrownOutlined />,
      label: t("customers.gradeTitle"),
      shown: active && may("customers.grade.override"),
    },
    {
      key: "merge",
      icon: <MergeCellsOutlined />,
      label: t("customers.mergeWith"),
      shown: active && may("customers.merge"),
    },
    { key: "file", icon: <PrinterOutlined />, label: t("customers.filePrint"), shown: true },
    {
      key: "close",
      icon: <StopOutlined />,
      label: t("customers.close"),
      danger: true,
      shown: active && may("customers.close"),
    },
    {
      key: "erase",
      icon: <DeleteOutlined />,
      label: t("customers.erase"),
      danger: true,
      shown: erasable && may("customers.erase"),
    },
  ].filter((one) => one.shown);
  const opened = active || (erasable && state.do === "erase") ? state.do : undefined;
  return (
    <div className="customer-actions row no-print">
      {active && may("customers.check") && (
        <Button icon={<CheckCircleOutlined />} onClick={() => set({ do: "check" })}>
          {t("customers.check")}
        </Button>
      )}
      <Dropdown
        trigger={["click"]}
        placement="bottomRight"
        menu={{
          items: menu.map(({ shown: _, ...item }) => item),
          onClick: ({ key }) =>
            key === "file" ? void navigate({ to: `/customers/${id}/file` as "/" }) : set({ do: key }),
        }}
      >
        <Button icon={<EllipsisOutlined />} aria-label={t("customers.moreActions")}>
          {t("customers.moreActions")}
        </Button>
      </Dropdown>
      {opened === "check" && <Check id={id} onClose={shut} />}
      {opened === "owner" && <ChangeOwner customer={customer} onClose={shut} />}
      {opened === "grade" && <SetGrade customer={customer} onClose={shut} />}
      {opened === "merge" && <Merge customer={customer} onClose={shut} />}
      {opened === "erase" && <EraseCustomer customer={customer} onClose={shut} />}
      {opened === "close" && <CloseCustomer customer={customer} onClose={shut} />}
    </div>
  );
}
