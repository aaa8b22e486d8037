import { useMutation } from "@tanstack/react-query";
import { Select, Switch } from "antd";
import { api, ask } from "../api.ts";
import { Tag } from "../parts/Tag.tsx";
import { useText } from "../texts/index.ts";
import { type Clause, policiesChanged, usePolicies, type Version } from "./data.ts";
import { regionWords } from "./region.ts";
import { SaveNote } from "./SaveNote.tsx";

/** What a norm demands, where it stands, how far it is to be trusted, and whom it binds. */
export function NormPart({ version, clause, edits }: { version: Version; clause: Clause; edits: boolean }) {
  const { t, pick } = useText();
  const policies = usePolicies().data?.items ?? [];
  const save = useMutation({
    mutationFn: (change: { enabled?: boolean; appliesTo?: string[] | null }) =>
      ask(
        api.PATCH("/api/v1/policy-versions/{id}/clauses/{number}", {
          params: { path: { id: version.id, number: clause.number } },
          body: { version: version.version, ...change },
        }),
      ),
    onSuccess: policiesChanged,
  });
  const on = clause.enabled !== false;
  return (
    <>
      <dl className="facts-list">
        <dt>{t("policies.state")}</dt>
        <dd>
          {edits ? (
            <Switch
              checked={on}
              loading={save.isPending}
              onChange={(enabled) => save.mutate({ enabled })}
              checkedChildren={t("policies.on")}
              unCheckedChildren={t("policies.off")}
              aria-label={t("policies.on")}
            />
          ) : (
            <Tag tone={on ? "good" : "plain"}>{t(on ? "policies.on" : "policies.off")}</Tag>
          )}
        </dd>
        <dt>{t("policies.normSource")}</dt>
        <dd>{pick(clause.source) || "—"}</dd>
        <dt>{t("policies.normRead")}</dt>
        <dd>{clause.read ?? "—"}</dd>
        <dt>{t("policies.trust")}</dt>
        <dd>{clause.trust ? t(`policies.trust${clause.trust}`) : "—"}</dd>
        <dt>{t("policies.region")}</dt>
        <dd>{clause.region ? regionWords(clause.region, t) : "—"}</dd>
        <dt>{t("policies.appliesTo")}</dt>
        <dd>
          {edits ? (
            <Select
              mode="multiple"
              style={{ width: "100%" }}
              value={clause.appliesTo ?? []}
              placeholder={t("policies.appliesAll")}
              aria-label={t("policies.appliesTo")}
              onChange={(codes: string[]) => save.mutate({ appliesTo: codes.length ? codes : null })}
              options={policies
                .filter((one) => one.kind === "company")
                .map((one) => ({ value: one.code, label: `${one.code} ${pick(one.title)}` }))}
            />
          ) : (
            (clause.appliesTo?.join("、") ?? t("policies.appliesAll"))
          )}
        </dd>
      </dl>
      {clause.limits.length > 0 && (
        <section className="control-part">
          <h4>{t("policies.limits")}</h4>
          <ul className="limits">
            {clause.limits.map((limit, at) => (
              <li key={at}>
                <span>{pick(limit.label) || `${limit.control}.${limit.parameter}`}</span>
                <strong>{pick(limit.shown)}</strong>
                {!limit.live && <Tag>{t("policies.limitOff")}</Tag>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <SaveNote problem={save.error} onReload={() => save.reset()} />
    </>
  );
}
