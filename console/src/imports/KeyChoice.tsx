import { Checkbox, Segmented } from "antd";
import { useNoun } from "../parts/nouns.ts";
import { useText } from "../texts/index.ts";
import type { Mapping } from "./uses.ts";

/** Which field tells that a customer is known already. */
export function KeyChoice({ mapping, onChange }: { mapping: Mapping; onChange: (next: Mapping) => void }) {
  const { t, pick } = useText();
  const fields = useNoun("customer")?.fields ?? [];
  const name = mapping.what === "purchases" ? "match" : "key";
  const options = ["externalKey", "memberNumber"].map((value) => ({
    value,
    label: pick(fields.find((field) => field.key === value)?.label) || value,
  }));
  return (
    <section className="panel panel-body row">
      <span>{t(name === "match" ? "imports.match" : "imports.key")}</span>
      <Segmented
        value={String(mapping[name] ?? "externalKey")}
        options={options}
        onChange={(next) => onChange({ ...mapping, [name]: next })}
      />
      {name === "match" ? (
        <Checkbox
          checked={mapping.create === true}
          onChange={(event) => onChange({ ...mapping, create: event.target.checked })}
        >
          {t("imports.create")}
        </Checkbox>
      ) : (
        <span className="quiet small">{t("imports.keyLead")}</span>
      )}
    </section>
  );
}
