import { Segmented } from "antd";
import { useMe } from "../frame/me.ts";
import { type Language, preferences, type Theme, usePreferences } from "../frame/preferences.ts";
import { PageHead } from "../parts/PageHead.tsx";
import { useText } from "../texts/index.ts";

/** What concerns this person's own screen. */
export function Settings() {
  const { t } = useText();
  const { me } = useMe();
  const { theme, language } = usePreferences();
  return (
    <div className="page page-narrow">
      <PageHead title={t("frame.settings")} remark={me?.name} />
      <section className="panel panel-body stack">
        <div className="spread">
          <span>{t("frame.language")}</span>
          <Segmented<Language>
            value={language}
            onChange={(next) => preferences.change({ language: next })}
            options={[
              { value: "zh", label: "中文" },
              { value: "en", label: "English" },
            ]}
          />
        </div>
        <div className="spread">
          <span>{t("frame.theme")}</span>
          <Segmented<Theme>
            value={theme}
            onChange={(next) => preferences.change({ theme: next })}
            options={[
              { value: "light", label: t("frame.themeLight") },
              { value: "dark", label: t("frame.themeDark") },
              { value: "system", label: t("frame.themeSystem") },
            ]}
          />
        </div>
      </section>
    </div>
  );
}
