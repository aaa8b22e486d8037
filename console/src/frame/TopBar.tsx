import { MoonOutlined, SearchOutlined, SunOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, Tooltip } from "antd";
import { NoticesMenu } from "../notices/NoticesMenu.tsx";
import { zoneDiffers } from "../parts/clock.ts";
import { useText } from "../texts/index.ts";
import { JobsMenu } from "./JobsMenu.tsx";
import { MeMenu } from "./MeMenu.tsx";
import { preferences, usePreferences } from "./preferences.ts";

type Props = { onSearch: () => void; onHelp: () => void };

export function TopBar({ onSearch, onHelp }: Props) {
  const { t } = useText();
  const { language, dark } = usePreferences();
  return (
    <header className="top-bar no-print">
      <Link to="/" className="top-brand" aria-label={t("frame.product")}>
        <img src="/seal.svg" alt="" width={28} height={28} />
      </Link>
      <button
        type="button"
        className="top-search"
        onClick={onSearch}
        aria-label={t("frame.search")}
        aria-keyshortcuts="/ Control+K"
      >
        <SearchOutlined />
        <span className="top-search-long">{t("frame.search")}</span>
        <span className="top-search-short">{t("frame.searchShort")}</span>
        <span className="top-search-keys" aria-hidden>
          <kbd>/</kbd> <kbd>Ctrl K</kbd>
        </span>
      </button>
      <div className="top-tools">
        {zoneDiffers() && (
          <Tooltip title={t("parts.companyZoneNote")}>
            <span className="top-zone top-wide">{t("parts.companyZone")}</span>
          </Tooltip>
        )}
        <JobsMenu />
        <NoticesMenu />
        <Tooltip title={dark ? t("frame.toLight") : t("frame.toDark")}>
          <Button
            className="top-wide"
            type="text"
            icon={dark ? <SunOutlined /> : <MoonOutlined />}
            aria-label={dark ? t("frame.toLight") : t("frame.toDark")}
            onClick={() => preferences.change({ theme: dark ? "light" : "dark" })}
          />
        </Tooltip>
        <Button
          className="top-wide"
          type="text"
          lang={language === "zh" ? "en" : "zh-CN"}
          onClick={() => preferences.change({ language: language === "zh" ? "en" : "zh" })}
        >
          {language === "zh" ? "EN" : "中文"}
        </Button>
        <MeMenu onHelp={onHelp} />
      </div>
    </header>
  );
}
