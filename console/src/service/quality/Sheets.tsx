import { Button } from "antd";
import { useState } from "react";
import { useMe } from "../../frame/me.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { type Sheet, useSheets } from "./data.ts";
import { SheetEditor } from "./SheetEditor.tsx";

/** The sheets in use; whoever sets the desk up changes them. */
export function Sheets() {
  const { t, pick } = useText();
  const { may } = useMe();
  const [editing, setEditing] = useState<Sheet>();
  const { data, error, isPending } = useSheets();
  return (
    <div className="quality-sheets">
      <ProblemNote problem={error} />
      {isPending && <Waiting />}
      {data?.items.map((sheet) => (
        <section key={sheet.id} className="panel">
          <div className="panel-head">
            <h2>{pick(sheet.title)}</h2>
            <span className="row">
              <span className="quiet small">{t("quality.sheetVersion", { version: sheet.version })}</span>
              {may("service.settings") && (
                <Button size="small" onClick={() => setEditing(sheet)}>
                  {t("quality.edit")}
                </Button>
              )}
            </span>
          </div>
          <ol className="quality-items">
            {sheet.items.map((item) => (
              <li key={item.key} className="quality-item">
                <div className="spread">
                  <span className="quality-item-name">
                    {pick(item.label)} {item.conduct && <Tag>{t("quality.isConduct")}</Tag>}
                  </span>
                  <span className="quiet small nowrap">
                    {item.kind === "check" ? t("quality.check") : `${t("quality.mark")} 0–${item.steps}`} ·{" "}
                    {t("quality.weight", { count: item.weight })}
                  </span>
                </div>
                {item.about && <p className="quiet small">{pick(item.about)}</p>}
              </li>
            ))}
          </ol>
        </section>
      ))}
      {editing && <SheetEditor sheet={editing} onClose={() => setEditing(undefined)} />}
    </div>
  );
}
