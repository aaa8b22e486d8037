import { Select } from "antd";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useNarrow } from "../../parts/SidePanel.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { useTemplates } from "./data.ts";
import "./messages.css";
import { Screens } from "./Screens.tsx";
import { TemplateEditor } from "./TemplateEditor.tsx";

/** What customers are told, in the company's own words. */
export function Templates() {
  const { t, pick } = useText();
  const narrow = useNarrow();
  const [url, set] = useUrlState();
  const { data: templates, error } = useTemplates();
  const chosen = templates?.find((one) => one.key === url.template) ?? templates?.[0];
  return (
    <div className="page">
      <DeskTabs />
      <PageHead title={t("messages.templatesTitle")}>
        <Screens here="/messages/templates" />
      </PageHead>
      <ProblemNote problem={error} />
      {!templates && !error && <Waiting lines={6} />}
      {templates && chosen && (
        <div className="messages-columns">
          {narrow ? (
            <Select
              value={chosen.key}
              onChange={(template) => set({ template })}
              aria-label={t("messages.templates")}
              options={templates.map((one) => ({ value: one.key, label: pick(one.label) }))}
            />
          ) : (
            <nav className="panel template-list" aria-label={t("messages.templates")}>
              {templates.map((one) => (
                <button
                  key={one.key}
                  type="button"
                  className={one.key === chosen.key ? "template-name template-here" : "template-name"}
                  aria-current={one.key === chosen.key}
                  onClick={() => set({ template: one.key })}
                >
                  <span>{pick(one.label)}</span>
                  {one.version > 0 && <Tag tone="accent">{t("messages.changed")}</Tag>}
                </button>
              ))}
            </nav>
          )}
          <TemplateEditor key={`${chosen.key} ${chosen.version}`} template={chosen} />
        </div>
      )}
    </div>
  );
}
