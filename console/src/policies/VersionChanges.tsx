import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { api, ask, type Schema } from "../api.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useText } from "../texts/index.ts";
import type { Text } from "../texts/text.ts";
import type { Changes, Head } from "./data.ts";
import { apart } from "./word-diff.ts";

/** Two versions side by side, clause by clause: words, values, controls, rows of tables. */
export function VersionChanges({ policy, head }: { policy: Schema<"PolicyWithVersions">; head: Head }) {
  const { t } = useText();
  const [{ against }, set] = useUrlState();
  const others = policy.versions.filter((one) => one.id !== head.id);
  const query = useQuery({
    queryKey: ["policies", "changes", head.id, against],
    queryFn: () =>
      ask(
        api.GET("/api/v1/policy-versions/{id}/changes", {
          params: { path: { id: head.id }, query: against ? { against } : {} },
        }),
      ),
    enabled: others.length > 0,
  });
  if (others.length === 0) return <p className="panel panel-body quiet">{t("policies.nothingBefore")}</p>;
  const changes = query.data;
  return (
    <>
      <div className="row">
        <span className="quiet">{t("policies.compareWith")}</span>
        <Select
          value={against ?? changes?.before.id}
          style={{ minWidth: 220 }}
          aria-label={t("policies.compareWith")}
          onChange={(id) => set({ against: id })}
          options={others.map((one) => ({
            value: one.id,
            label: `${t("policies.version", { number: one.number })} · ${t(`policies.${one.state}`)}`,
          }))}
        />
        {changes && changes.clauses.length > 0 && (
          <span className="quiet">{t("policies.changesCount", { count: changes.clauses.length })}</span>
        )}
      </div>
      <ProblemNote problem={query.error} />
      {query.isPending && <Waiting />}
      {changes?.clauses.length === 0 && <p className="panel panel-body quiet">{t("policies.changesNone")}</p>}
      {changes && changes.clauses.length > 0 && (
        <div className="panel changes-panel">
          <div className="sides sides-head">
            <span>
              {t("policies.before")} · {t("policies.version", { number: changes.before.number })}
            </span>
            <span>
              {t("policies.after")} · {t("policies.version", { number: changes.after.number })}
            </span>
          </div>
          {changes.clauses.map((clause) => (
            <ClauseChange key={clause.number} clause={clause} />
          ))}
        </div>
      )}
    </>
  );
}

const kinds = { added: "good", removed: "bad", changed: "accent" } as const;

function ClauseChange({ clause }: { clause: Changes["clauses"][number] }) {
  const { t, pick } = useText();
  const words = [clause.heading, clause.text, clause.limits, clause.binds].filter((one) => one !== null);
  return (
    <section className="change-clause">
      <h3>
        <span className="clause-number">{clause.number}</span> {pick(clause.title)}{" "}
        <Tag tone={kinds[clause.kind]}>{t(`policies.${clause.kind}`)}</Tag>
      </h3>
      {words.map((one, at) => (
        <WordSides key={at} before={one.before} after={one.after} />
      ))}
      {clause.enabled && (
        <ValueSides
          label={t("policies.state")}
          before={t(clause.enabled.before ? "policies.on" : "policies.off")}
          after={t(clause.enabled.after ? "policies.on" : "policies.off")}
        />
      )}
      {clause.values.map((one) => (
        <ValueSides key={one.name} label={pick(one.label)} before={pick(one.before)} after={pick(one.after)} />
      ))}
      {clause.controls.map((control) => (
        <div key={control.control} className="change-control">
          <h4>
            {pick(control.label)} {control.kind !== "changed" && <Tag tone={kinds[control.kind]}>{t(`policies.${control.kind}`)}</Tag>}
          </h4>
          {control.parameters.map((one) => (
            <ValueSides key={one.name} label={pick(one.label)} before={pick(one.before)} after={pick(one.after)} />
          ))}
          {control.table.length > 0 && (
            <ul className="change-table">
              {control.table.map((one, at) => (
                <li key={at}>{pick(one.text)}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  );
}

function WordSides({ before, after }: { before: Text; after: Text }) {
  const { language } = useText();
  const pieces = apart(before[language], after[language]);
  return (
    <div className="sides">
      <p>
        {pieces.map((piece, at) =>
          piece.side === "after" ? null : piece.side ? <del key={at}>{piece.text}</del> : <span key={at}>{piece.text}</span>,
        )}
      </p>
      <p>
        {pieces.map((piece, at) =>
          piece.side === "before" ? null : piece.side ? <ins key={at}>{piece.text}</ins> : <span key={at}>{piece.text}</span>,
        )}
      </p>
    </div>
  );
}

function ValueSides({ label, before, after }: { label: string; before: string; after: string }) {
  const { t } = useText();
  return (
    <div className="sides">
      <p>
        <span className="quiet small">{label}</span> {before ? <del>{before}</del> : t("policies.valueNone")}
      </p>
      <p>
        <span className="quiet small">{label}</span> {after ? <ins>{after}</ins> : t("policies.valueNone")}
      </p>
    </div>
  );
}
