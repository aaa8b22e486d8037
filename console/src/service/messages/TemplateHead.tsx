import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import type { Template } from "./data.ts";

/** What the template is for, whose words it says, and over which way it goes. */
export function TemplateHead({ template }: { template: Template }) {
  const { t, pick } = useText();
  return (
    <div className="panel-head template-head">
      <h2>{pick(template.label)}</h2>
      <span className="quiet small">
        {template.version ? (
          <>
            {t("messages.changedBy", { name: template.changedByName ?? "" })} <When at={template.changedAt} />
          </>
        ) : (
          t("messages.asShipped")
        )}
        {" · "}
        {t(template.suits === "email" ? "messages.suitsEmail" : "messages.suitsSms")}
      </span>
    </div>
  );
}
