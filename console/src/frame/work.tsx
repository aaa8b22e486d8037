import {
  AimOutlined,
  AuditOutlined,
  CheckSquareOutlined,
  ClearOutlined,
  CrownOutlined,
  CustomerServiceOutlined,
  FileSearchOutlined,
  IdcardOutlined,
  PhoneOutlined,
  ReadOutlined,
  ScheduleOutlined,
  SettingOutlined,
  TeamOutlined,
  ToolOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { deskTabs } from "../service/desk-tabs.ts";
import type { TextKey } from "../texts/index.ts";

/** One kind of work in the rail. It is seen by whoever holds one of the grants; without grants by everybody. */
export type Work = {
  readonly to: string;
  readonly label: TextKey;
  readonly icon: ReactNode;
  readonly grants?: readonly string[];
  /** Screens that belong to it under another address. */
  readonly also?: readonly string[];
  /** `g` and this key go there. */
  readonly key: string;
};

/** The rail, in order. A module's screens are reached from here; their routes stand in `routes.tsx`. */
export const work: readonly Work[] = [
  { to: "/work", label: "frame.todo", icon: <CheckSquareOutlined />, grants: ["policy.obligations.own"], key: "w" },
  { to: "/customers", label: "frame.customers", icon: <TeamOutlined />, grants: ["customers.read"], key: "c" },
  {
    to: "/desk",
    label: "service.desk",
    icon: <CustomerServiceOutlined />,
    grants: deskTabs.flatMap((one) => one.grants),
    also: [...deskTabs.map((one) => one.to), "/contacts", "/hotline"],
    key: "h",
  },
  {
    to: "/work-orders",
    label: "service.workOrders",
    icon: <ToolOutlined />,
    grants: ["service.orders.read"],
    key: "o",
  },
  {
    to: "/callbacks",
    label: "service.callbacks",
    icon: <PhoneOutlined />,
    grants: ["service.callbacks.read"],
    key: "b",
  },
  { to: "/gradings", label: "frame.gradings", icon: <CrownOutlined />, grants: ["customers.grade.read"], key: "d" },
  {
    to: "/cleansings",
    label: "cleansing.title",
    icon: <ClearOutlined />,
    grants: ["customers.cleanse"],
    key: "l",
  },
  {
    to: "/compliance",
    label: "frame.compliance",
    icon: <FileSearchOutlined />,
    grants: ["policy.compliance"],
    key: "e",
  },
  { to: "/supervision", label: "supervision.title", icon: <AimOutlined />, grants: ["supervision.read"], key: "i" },
  { to: "/policies", label: "frame.policies", icon: <ReadOutlined />, grants: ["policy.read"], key: "p" },
  {
    to: "/staff",
    label: "frame.people",
    icon: <IdcardOutlined />,
    grants: ["identity.staff.manage", "identity.staff.recover", "identity.roles.read", "identity.delegations.manage"],
    key: "u",
  },
  { to: "/audit", label: "frame.audit", icon: <AuditOutlined />, grants: ["platform.audit"], key: "a" },
  { to: "/runs", label: "frame.runs", icon: <ScheduleOutlined />, key: "r" },
  { to: "/settings", label: "frame.settings", icon: <SettingOutlined />, key: "s" },
];

/** Whether an address belongs to this kind of work. */
export const isWithin = (one: Work, pathname: string): boolean =>
  [one.to, ...(one.also ?? [])].some((at) => pathname === at || pathname.startsWith(`${at}/`));
