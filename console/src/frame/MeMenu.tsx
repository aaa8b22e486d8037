import {
  BgColorsOutlined,
  GlobalOutlined,
  LogoutOutlined,
  QuestionCircleOutlined,
  SettingOutlined,
} from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Avatar, Button, Dropdown } from "antd";
import { api, ask, queries } from "../api.ts";
import { useText } from "../texts/index.ts";
import { useMe } from "./me.ts";
import { preferences, type Theme, usePreferences } from "./preferences.ts";

/** Who is signed in, and what concerns this person's own screen. */
export function MeMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useText();
  const { me } = useMe();
  const { theme, language } = usePreferences();
  const navigate = useNavigate();
  const signOut = async () => {
    await ask(api.DELETE("/api/v1/sessions/current")).catch(() => {});
    queries.clear();
    void navigate({ to: "/sign-in" });
  };
  const themes: [Theme, string][] = [
    ["light", t("frame.themeLight")],
    ["dark", t("frame.themeDark")],
    ["system", t("frame.themeSystem")],
  ];
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectedKeys: [theme, language],
        items: [
          { key: "who", type: "group", label: me?.name },
          {
            key: "theme",
            icon: <BgColorsOutlined />,
            label: t("frame.theme"),
            children: themes.map(([key, label]) => ({ key, label, onClick: () => preferences.change({ theme: key }) })),
          },
          {
            key: "language",
            icon: <GlobalOutlined />,
            label: t("frame.language"),
            children: [
              { key: "zh", label: "中文", onClick: () => preferences.change({ language: "zh" }) },
              { key: "en", label: "English", onClick: () => preferences.change({ language: "en" }) },
            ],
          },
          {
            key: "settings",
            icon: <SettingOutlined />,
            label: t("frame.settings"),
            onClick: () => void navigate({ to: "/settings" }),
          },
          { key: "help", icon: <QuestionCircleOutlined />, label: t("frame.keyboard"), onClick: onHelp },
          { type: "divider" },
          { key: "out", icon: <LogoutOutlined />, label: t("frame.signOut"), onClick: () => void signOut() },
        ],
      }}
    >
      <Button type="text" className="me-button" aria-label={t("frame.me")}>
        <Avatar size={26}>{[...(me?.name ?? "")].at(0)}</Avatar>
        <span className="top-wide">{me?.name}</span>
      </Button>
    </Dropdown>
  );
}
