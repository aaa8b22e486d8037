import { LockOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { useText } from "../../texts/index.ts";
import type { Template } from "./data.ts";

/** What a template may speak of; a click puts one where the cursor stands. */
export function Variables({ template, onChoose }: { template: Template; onChoose: (name: string) => void }) {
  const { t, pick } = useText();
  return (
    <div className="template-variables">
      <span className="quiet small">
        {t("messages.variables")} · {t("messages.variablesLead")}
      </span>
      <div className="row">
        {template.variables.map((one) => (
          <Tooltip key={one.name} title={one.secret ? t("messages.secretVariable") : `{${one.name}}`}>
            {/* The text keeps the focus, and so the cursor its place. */}
            <Button size="small" onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(one.name)}>
              {pick(one.label)}
              {one.secret && <LockOutlined />}
            </Button>
          </Tooltip>
        ))}
      </div>
    </div>
  );
}
