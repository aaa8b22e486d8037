import { SearchOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { api, ask, Problem, queries, type Schema } from "../api.ts";
import { useKeys } from "../frame/keys.ts";
import { useMe } from "../frame/me.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Waiting } from "../parts/Waiting.tsx";
import { type TextKey, useText } from "../texts/index.ts";
import type { Text } from "../texts/text.ts";
import { type Role, staffChanged } from "./data.ts";
import { FieldRights } from "./FieldRights.tsx";
import { RoleHead } from "./RoleHead.tsx";

type Catalogue = Schema<"GrantCatalogue">;

const moduleNames: Record<string, TextKey> = {
  identity: "staff.moduleIdentity",
  policy: "staff.modulePolicy",
  customers: "staff.moduleCustomers",
  supervision: "staff.moduleSupervision",
};

/** What a role may do and see, as switches with their labels; saved together, in force at once. */
export function RoleEditor({ id, onDeleted }: { id: string; onDeleted: () => void }) {
  const { data: role, error } = useQuery({
    queryKey: ["roles", id],
    queryFn: () => ask(api.GET("/api/v1/roles/{id}", { params: { path: { id } } })),
  });
  const catalogue = useQuery({
    queryKey: ["permissions"],
    queryFn: () => ask(api.GET("/api/v1/permissions")),
    staleTime: 10 * 60_000,
  });
  const problem = error ?? catalogue.error;
  if (problem) return <ProblemNote problem={problem} />;
  if (!role || !catalogue.data) return <Waiting lines={10} />;
  return <Editor role={role} catalogue={catalogue.data} onDeleted={onDeleted} />;
}

type EditorProps = { role: Role; catalogue: Catalogue; onDeleted: () => void };

function Editor({ role, catalogue, onDeleted }: EditorProps) {
  const { t, pick } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const [word, setWord] = useState("");
  const [onlyGiven, setOnlyGiven] = useState(false);
  // What was switched, on top of what the server says: a colleague's change underneath loses nothing.
  const [switched, setSwitched] = useState<ReadonlyMap<string, boolean>>(new Map());
  const given = new Set(role.grants);
  const has = (grant: string): boolean => switched.get(grant) ?? given.has(grant);
  const changes = [...switched].filter(([grant, on]) => given.has(grant) !== on);
  const editable = may("identity.roles.manage");
  const change = (grant: string, on: boolean) => setSwitched((before) => new Map(before).set(grant, on));

  const save = useMutation({
    mutationFn: () => {
      const after = new Set(role.grants);
      for (const [grant, on] of changes) {
        if (on) after.add(grant);
        else after.delete(grant);
      }
      return ask(
        api.PUT("/api/v1/roles/{id}/grants", {
          params: { path: { id: role.id } },
          body: { version: role.version, grants: [...after] },
        }),
      );
    },
    onSuccess: (saved) => {
      queries.setQueryData(["roles", role.id], saved);
      setSwitched(new Map());
      void message.success(t("staff.grantsSaved"));
      void staffChanged();
      void queries.invalidateQueries({ queryKey: ["me"] });
    },
    onError: (problem) => {
      if (!(problem instanceof Problem) || problem.body.status !== 409) return;
      void message.warning(t("staff.grantsConflict"), 8);
      void queries.invalidateQueries({ queryKey: ["roles", role.id] });
    },
  });
  useKeys({ "mod+enter": () => editable && changes.length > 0 && save.mutate() });

  const asked = word.trim().toLowerCase();
  const fits = (...texts: Text[]) =>
    !asked || texts.some((one) => one.zh.includes(asked) || one.en.toLowerCase().includes(asked));
  const actions = catalogue.items.filter(
    (one) => (fits(one.label) || one.key.includes(asked)) && (!onlyGiven || has(one.key)),
  );
  const fields = catalogue.fields.filter(
    (one) => fits(one.label, ...one.contains) && (!onlyGiven || one.levels.some((level) => has(level.key))),
  );
  const modules = [...new Set(actions.map((one) => one.module))];

  return (
    <section className="panel role">
      <RoleHead role={role} onDeleted={onDeleted} />
      <div className="staff-tools">
        <Input
          allowClear
          prefix={<SearchOutlined />}
          value={word}
          placeholder={t("staff.searchGrants")}
          aria-label={t("staff.searchGrants")}
          onChange={(event) => setWord(event.target.value)}
        />
        <Checkbox checked={onlyGiven} onChange={(event) => setOnlyGiven(event.target.checked)}>
          {t("staff.onlyGiven")}
        </Checkbox>
      </div>
      {actions.length + fields.length === 0 && <p className="panel-body quiet">{t("staff.noGrants")}</p>}
      {actions.length > 0 && <h3 className="role-part">{t("staff.mayDo")}</h3>}
      {modules.map((module) => (
        <fieldset key={module} className="role-module">
          <legend>{moduleNames[module] ? t(moduleNames[module]) : module}</legend>
          <div className="role-actions">
            {actions
              .filter((one) => one.module === module)
              .map((one) => (
                <Checkbox
                  key={one.key}
                  checked={has(one.key)}
                  disabled={!editable}
                  className={has(one.key) !== given.has(one.key) ? "grant-changed" : ""}
                  onChange={(event) => change(one.key, event.target.checked)}
                >
                  {pick(one.label)}
                </Checkbox>
              ))}
          </div>
        </fieldset>
      ))}
      {fields.length > 0 && (
        <>
          <h3 className="role-part">{t("staff.maySee")}</h3>
          <FieldRights fields={fields} has={has} given={given} editable={editable} onChange={change} />
        </>
      )}
      {(changes.length > 0 || save.error) && (
        <footer className="role-save">
          <ProblemNote problem={save.error} fields />
          <strong>{t("staff.changed", { count: changes.length })}</strong>
          <Button onClick={() => setSwitched(new Map())}>{t("staff.discard")}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
            {t("staff.saveGrants")}
          </Button>
        </footer>
      )}
    </section>
  );
}
