import {
  AimOutlined,
  AuditOutlined,
  CheckSquareOutlined,
  ClearOutlined,
  CrownOutlined,
  FileSearchOutlined,
  IdcardOutlined,
  ReadOutlined,
  ScheduleOutlined,
  SettingOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { TextKey } from "../texts/index.ts";

/** One kind of work in the rail. It is seen by whoever holds one of the grants; without grants by everybody. */
export type Work = {
  readonly to: string;
  readonly label: TextKey;
  readonly icon: ReactNode;
  readonly grants?: readonly string[];
  /** `g` and this key go there. */
  readonly key: string;
};

/** The rail, in order. A module's screens are reached from here; their routes stand in `routes.tsx`. */
export const work: readonly Work[] = [
  { to: "/work", label: "frame.todo", icon: <CheckSquareOutlined />, grants: ["policy.obligations.own"], key: "w" },
  { to: "/customers", label: "frame.customers", icon: <TeamOutlined />, grants: ["customers.read"], key: "c" },
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
