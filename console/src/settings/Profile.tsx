import { Segmented } from "antd";
import { useMe } from "../frame/me.ts";
import { type Language, preferences, type Theme, usePreferences } from "../frame/preferences.ts";
import { Tag } from "../parts/Tag.tsx";
import { When } from "../parts/When.tsx";
import { useRoleNames } from "../staff/people.tsx";
import { useText } from "../texts/index.ts";

/** Who I am here, and how my screen looks. */
export function Profile() {
  const { t } = useText();
  const { me } = useMe();
  const { nameOf } = useRoleNames();
  const { theme, language } = usePreferences();
  return (
    <>
      <section className="panel">
        <div className="panel-head">
          <h2>{t("settings.profile")}</h2>
        </div>
        <dl className="panel-body facts-list">
          <dt>{t("settings.name")}</dt>
          <dd>{me?.name}</dd>
          <dt>{t("settings.email")}</dt>
          <dd>{me?.email}</dd>
          <dt>{t("settings.roles")}</dt>
          <dd className="row">
            {me?.roles.map((key) => (
              <Tag key={key}>{nameOf(key)}</Tag>
            ))}
          </dd>
          {me && me.actingFor.length > 0 && (
            <>
              <dt>{t("settings.actingFor")}</dt>
              <dd>
                {me.actingFor.map((one) => (
                  <div key={one.id}>
                    {one.name} <span className="quiet small">{t("settings.until")} </span>
                    <When at={one.until} />
                  </div>
                ))}
              </dd>
            </>
          )}
        </dl>
      </section>
      <section className="panel">
        <div className="panel-head">
          <h2>{t("settings.screen")}</h2>
        </div>
        <div className="panel-body stack">
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
        </div>
      </section>
    </>
  );
}
