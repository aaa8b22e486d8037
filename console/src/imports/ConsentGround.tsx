import { Input, Select } from "antd";
import { useNoun } from "../parts/nouns.ts";
import { useText } from "../texts/index.ts";
import { consentGround, type Mapping, withConsent } from "./uses.ts";

/** On what ground the file's new customers are kept: one evidence for the whole file. */
export function ConsentGround({ mapping, onChange }: { mapping: Mapping; onChange: (next: Mapping) => void }) {
  const { t, pick } = useText();
  const fields = useNoun("consent")?.fields ?? [];
  const ground = consentGround(mapping);
  if (mapping.what === "purchases" && mapping.create !== true) return null;
  const set = (part: keyof typeof ground, value: string | undefined) =>
    onChange(withConsent(mapping, { ...ground, [part]: value ?? "" }));
  const label = (key: string) => pick(fields.find((field) => field.key === key)?.label);
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("imports.consent")}</h2>
      </div>
      <div className="panel-body">
        <p className="quiet form-lead">{t("imports.consentLead")}</p>
        <div className="import-consent">
          <label>
            <span>{label("evidenceKind")}</span>
            <Select
              allowClear
              value={ground.evidenceKind || undefined}
              aria-label={label("evidenceKind")}
              options={(fields.find((field) => field.key === "evidenceKind")?.choices ?? []).map((one) => ({
                value: one.value,
                label: pick(one.label),
              }))}
              onChange={(value) => set("evidenceKind", value)}
            />
          </label>
          <label>
            <span>{t("imports.consentEvidence")}</span>
            <Input
              maxLength={300}
              value={ground.evidence}
              aria-label={t("imports.consentEvidence")}
              onChange={(event) => set("evidence", event.target.value)}
            />
          </label>
          <label>
            <span>{label("notice")}</span>
            <Input
              maxLength={100}
              value={ground.notice}
              aria-label={label("notice")}
              onChange={(event) => set("notice", event.target.value)}
            />
          </label>
        </div>
      </div>
    </section>
  );
}
