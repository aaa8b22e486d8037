import { LinkOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Select, Space } from "antd";
import { useState } from "react";
import { api, ask } from "../api.ts";
import { useText } from "../texts/index.ts";
import { type Clause, policiesChanged, useControls, type Version } from "./data.ts";
import { SaveNote } from "./SaveNote.tsx";

const kinds = ["obligation", "guard", "decision", "metric"] as const;

/** Chooses a control on offer and binds it to the clause; its parameters are then set above. */
export function BindControl({ version, clause }: { version: Version; clause: Clause }) {
  const { t, pick } = useText();
  const controls = [...(useControls()?.values() ?? [])];
  const [key, setKey] = useState<string>();
  const free = controls.filter((one) => !clause.controls.some((bound) => bound.control === one.key));
  const chosen = free.find((one) => one.key === key);
  const bind = useMutation({
    mutationFn: () =>
      ask(
        api.PUT("/api/v1/policy-versions/{id}/clauses/{number}/controls/{control}", {
          params: { path: { id: version.id, number: clause.number, control: key! } },
          body: {
            version: version.version,
            parameters: {},
            ...(chosen?.kind === "decision" && chosen.example && { table: chosen.example }),
          },
        }),
      ),
    onSuccess: async () => {
      await policiesChanged();
      setKey(undefined);
    },
  });
  return (
    <section className="control-part control-bind">
      <Space.Compact style={{ width: "100%" }}>
        <Select
          style={{ flex: 1 }}
          value={key}
          onChange={(next) => {
            setKey(next);
            bind.reset();
          }}
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("policies.bindHint")}
          aria-label={t("policies.bind")}
          options={kinds.map((kind) => ({
            label: t(`policies.${kind}`),
            title: kind,
            options: free.filter((one) => one.kind === kind).map((one) => ({ value: one.key, label: pick(one.label) })),
          }))}
        />
        <Button icon={<LinkOutlined />} disabled={!key} loading={bind.isPending} onClick={() => bind.mutate()}>
          {t("policies.bindDo")}
        </Button>
      </Space.Compact>
      {chosen && <p className="quiet small">{pick(chosen.about)}</p>}
      <SaveNote problem={bind.error} onReload={() => bind.reset()} />
    </section>
  );
}
