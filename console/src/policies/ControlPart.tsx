import { DisconnectOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button, Tooltip } from "antd";
import { useState } from "react";
import { api, ask } from "../api.ts";
import { KeyScope } from "../parts/KeyScope.tsx";
import { useText } from "../texts/index.ts";
import { type Bound, type Clause, type Parameter, policiesChanged, useControls, type Version } from "./data.ts";
import { KindIcon } from "./KindIcon.tsx";
import { ParameterInput } from "./ParameterInput.tsx";
import { SaveNote } from "./SaveNote.tsx";

type Props = { readonly version: Version; readonly clause: Clause; readonly bound: Bound; readonly edits: boolean };

/** A control that a clause binds, with its parameters; in a draft they are set here. */
export function ControlPart({ version, clause, bound, edits }: Props) {
  const { t, pick } = useText();
  const { message, modal } = App.useApp();
  const control = useControls()?.get(bound.control);
  const [changed, setChanged] = useState<Readonly<Record<string, unknown>>>({});
  const path = { id: version.id, number: clause.number, control: bound.control };
  const kept = bound.parameters.filter((one) => one.origin === "clause" || one.origin === "value");
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.PUT("/api/v1/policy-versions/{id}/clauses/{number}/controls/{control}", {
          params: { path },
          body: {
            version: version.version,
            parameters: { ...Object.fromEntries(kept.map((one) => [one.name, one.written])), ...changed },
            ...(bound.table && !bound.tableIsExample && { table: bound.table }),
          },
        }),
      ),
    onSuccess: async () => {
      await policiesChanged();
      setChanged({});
      void message.success(t("policies.saved"));
    },
  });
  const unbind = useMutation({
    mutationFn: () =>
      ask(
        api.DELETE("/api/v1/policy-versions/{id}/clauses/{number}/controls/{control}", {
          params: { path, query: { version: version.version } },
        }),
      ),
    onSuccess: policiesChanged,
  });
  const dirty = Object.keys(changed).length > 0;
  const confirm = () =>
    modal.confirm({
      title: t("policies.unbindAsk", { name: pick(bound.label) }),
      content: t("policies.unbindLead"),
      okText: t("policies.unbind"),
      okButtonProps: { danger: true },
      onOk: () => unbind.mutateAsync().catch(() => {}),
    });
  return (
    <KeyScope className="control-part" onSave={() => edits && dirty && save.mutate()}>
      <header className="spread">
        <h4>
          <KindIcon kind={bound.kind} /> {pick(bound.label)}
          <span className="quiet small">{bound.kind ? t(`policies.${bound.kind}`) : t("policies.unknownControl")}</span>
        </h4>
        {edits && (
          <Tooltip title={t("policies.unbind")}>
            <Button
              type="text"
              size="small"
              icon={<DisconnectOutlined />}
              aria-label={t("policies.unbindAsk", { name: pick(bound.label) })}
              onClick={confirm}
            />
          </Tooltip>
        )}
      </header>
      {bound.about && <p className="quiet small">{pick(bound.about)}</p>}
      {bound.parameters.length > 0 ? (
        <dl className="parameters">
          {bound.parameters.map((one) => (
            <div key={one.name} className={one.name in changed ? "parameter-changed" : undefined}>
              <dt>{pick(one.label)}</dt>
              <dd>
                {edits ? (
                  <ParameterInput
                    label={pick(one.label)}
                    type={one.type}
                    value={one.name in changed ? changed[one.name] : one.written}
                    choices={control?.parameters.find((other) => other.name === one.name)?.values ?? null}
                    facts={control?.facts}
                    onChange={(value) => setChanged({ ...changed, [one.name]: value })}
                  />
                ) : (
                  <span className="parameter-value">{pick(one.shown) || <span className="quiet">—</span>}</span>
                )}
                <Origin clause={clause} bound={bound} parameter={one} />
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="quiet small">{t("policies.noParameters")}</p>
      )}
      {bound.table && (
        <p className="row">
          <Link
            to={`/policies/${version.code}/table` as "/"}
            search={{ version: version.id, clause: clause.number, control: bound.control }}
          >
            {t("policies.openTable")}
          </Link>
          <span className="quiet small">
            {t("policies.tableRows", { count: bound.table.rows.length })}
            {bound.tableIsExample && ` · ${t("policies.tableExample")}`}
          </span>
        </p>
      )}
      <SaveNote problem={save.error ?? unbind.error} onReload={() => (save.reset(), unbind.reset())} />
      {edits && dirty && (
        <div className="row form-end">
          <Button
            onClick={() => {
              setChanged({});
              save.reset();
            }}
          >
            {t("policies.discard")}
          </Button>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
            {t("policies.saveControl")}
          </Button>
        </div>
      )}
    </KeyScope>
  );
}

/** Where a value comes from: the source of the policy, our default, this clause, the control. */
function Origin({ clause, bound, parameter }: { clause: Clause; bound: Bound; parameter: Parameter }) {
  const { t } = useText();
  const value = clause.values.find((one) => one.name === `${bound.control}.${parameter.name}`);
  if (parameter.origin === "value" && value)
    return (
      <Tooltip title={t(value.origin === "ours" ? "policies.oursWhy" : "policies.sourceWhy")}>
        <span className={`origin origin-${value.origin}`}>{t(`policies.${value.origin}`)}</span>
      </Tooltip>
    );
  return <span className="origin">{t(`policies.from_${parameter.origin}`)}</span>;
}
