import { Checkbox } from "antd";
import type { Schema } from "../api.ts";
import { useText } from "../texts/index.ts";

type Group = Schema<"GrantCatalogue">["fields"][number];
type Level = Group["levels"][number]["level"];
type Props = {
  readonly fields: readonly Group[];
  readonly has: (grant: string) => boolean;
  readonly given: ReadonlySet<string>;
  readonly editable: boolean;
  readonly onChange: (grant: string, on: boolean) => void;
};

const levels = [
  ["read", "staff.levelRead", "staff.levelReadHint"],
  ["clear", "staff.levelClear", "staff.levelClearHint"],
  ["reveal", "staff.levelReveal", "staff.levelRevealHint"],
  ["write", "staff.levelWrite", "staff.levelWriteHint"],
] as const satisfies readonly (readonly [Level, string, string])[];

/** Groups of fields against levels of sight: one row a group, with the fields that it holds. */
export function FieldRights({ fields, has, given, editable, onChange }: Props) {
  const { t, pick } = useText();
  return (
    <div className="scroll-x">
      <table className="plain-table rights">
        <thead>
          <tr>
            <th>{t("staff.group")}</th>
            {levels.map(([level, word, hint]) => (
              <th key={level} scope="col" className="rights-level" title={t(hint)}>
                {t(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((group, at) => {
            // Several fields may share a label (an id and its name): each is told once.
            const contains = [...new Set(group.contains.map((one) => pick(one)))];
            const first = fields[at - 1]?.noun !== group.noun;
            return (
              <tr key={`${group.noun}.${group.group}`} className={first ? "rights-first" : ""}>
                <td>
                  {first && <strong className="rights-noun">{pick(group.label)}</strong>}
                  <span className="quiet small rights-fields" title={contains.join("、")}>
                    {contains.join(" · ")}
                  </span>
                </td>
                {levels.map(([level, word]) => {
                  const offer = group.levels.find((one) => one.level === level);
                  return (
                    <td key={level} className="rights-level">
                      {offer ? (
                        <Checkbox
                          checked={has(offer.key)}
                          disabled={!editable}
                          className={has(offer.key) !== given.has(offer.key) ? "grant-changed" : ""}
                          aria-label={`${pick(group.label)} (${contains.slice(0, 3).join(", ")}): ${t(word)}`}
                          onChange={(event) => onChange(offer.key, event.target.checked)}
                        />
                      ) : (
                        <span className="quiet">·</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
