import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Input, Select, TreeSelect } from "antd";
import { useState } from "react";
import { api, ask, Problem } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { Masked } from "../parts/Masked.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { Waiting } from "../parts/Waiting.tsx";
import { useNow, When } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import { AccountActions } from "./AccountActions.tsx";
import { type Node, type Staff, staffChanged, treeOf, useDepartmentOf, useDepartments } from "./data.ts";
import { DelegateButton } from "./Delegate.tsx";
import { useRoleNames } from "./people.tsx";
import { Sessions, Tokens } from "./SignIns.tsx";

/** A member of staff in the drawer: record, roles, account, sessions, tokens. */
export function StaffPanel({ id }: { id: string }) {
  const { t } = useText();
  const { me, may } = useMe();
  const now = useNow();
  const { data: person, error } = useQuery({
    queryKey: ["staff", "one", id],
    queryFn: () => ask(api.GET("/api/v1/staff/{id}", { params: { path: { id } } })),
  });
  if (error) return <ProblemNote problem={error} />;
  if (!person) return <Waiting lines={8} />;
  return (
    <div className="stack staff-panel">
      <div className="row">
        <Tag tone={person.state === "active" ? "good" : "bad"}>
          {t(person.state === "active" ? "staff.active" : "staff.disabled")}
        </Tag>
        {person.mustChangePassword && <Tag tone="warn">{t("staff.mustChange")}</Tag>}
        {person.totpEnabledAt !== undefined && (
          <Tag tone={person.totpEnabledAt ? "good" : "plain"}>
            {t(person.totpEnabledAt ? "staff.totpOn" : "staff.totpOff")}
          </Tag>
        )}
        {person.lockedUntil && Date.parse(person.lockedUntil) > now && (
          <Tag tone="bad">
            {t("staff.locked")} <When at={person.lockedUntil} />
          </Tag>
        )}
      </div>
      <Record person={person} />
      <Roles key={person.roles?.join()} person={person} />
      {id !== me?.id && <AccountActions person={person} />}
      {may("identity.delegations.manage") && person.state === "active" && (
        <section className="panel">
          <div className="panel-head">
            <h2>{t("staff.delegations")}</h2>
            <DelegateButton from={{ id, name: person.name ?? "" }} />
          </div>
        </section>
      )}
      {may("identity.sessions.manage") && (
        <>
          <Sessions staffId={id} />
          <Tokens staffId={id} />
        </>
      )}
    </div>
  );
}

function Record({ person }: { person: Staff }) {
  const { t } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const { departments, nameOf } = useDepartments();
  const departmentOf = useDepartmentOf();
  const [draft, setDraft] = useState<Partial<Staff>>();
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.PATCH("/api/v1/staff/{id}", {
          params: { path: { id: person.id! } },
          body: { ...draft, version: person.version! },
        }),
      ),
    onSuccess: () => {
      setDraft(undefined);
      void message.success(t("staff.saved"));
      void staffChanged();
    },
    onError: (problem) => {
      if (problem instanceof Problem && problem.body.status === 409) {
        void message.warning(t("staff.conflict"), 6);
        void staffChanged();
      }
    },
  });
  const mayPhone = may("staff.contact:clear", "staff.contact:write");
  const reveal = may("staff.contact:reveal")
    ? async (reason: string) =>
        (
          await ask(
            api.POST("/api/v1/staff/{id}/reveals", {
              params: { path: { id: person.id! } },
              body: { field: "phone", reason },
            }),
          )
        ).value ?? ""
    : undefined;
  const choice = ({ department, children }: Node): object => ({
    value: department.id,
    title: nameOf(department),
    children: children.map(choice),
  });
  const edit = (field: "name" | "email" | "phone") => (
    <Input
      value={draft?.[field] ?? ""}
      aria-label={t(`staff.${field}`)}
      onChange={(event) => setDraft({ ...draft, [field]: event.target.value || (field === "phone" ? null : "") })}
      onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && save.mutate()}
    />
  );
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("staff.facts")}</h2>
        {may("identity.staff.manage") && !draft && (
          <Button
            type="text"
            size="small"
            onClick={() =>
              setDraft({
                name: person.name ?? "",
                email: person.email ?? "",
                departmentId: person.departmentId ?? "",
                ...(mayPhone && { phone: person.phone ?? null }),
              })
            }
          >
            {t("staff.editRecord")}
          </Button>
        )}
      </div>
      <div className="panel-body stack">
        <dl className="facts-list staff-facts">
          <dt>{t("staff.name")}</dt>
          <dd>{draft ? edit("name") : person.name}</dd>
          <dt>{t("staff.email")}</dt>
          <dd>{draft ? edit("email") : person.email}</dd>
          {person.phone !== undefined && (
            <>
              <dt>{t("staff.phone")}</dt>
              <dd>
                {draft && mayPhone ? (
                  edit("phone")
                ) : person.phone ? (
                  <Masked label={t("staff.phone")} value={person.phone} reveal={reveal} />
                ) : (
                  <span className="quiet">{t("parts.none")}</span>
                )}
              </dd>
            </>
          )}
          <dt>{t("staff.department")}</dt>
          <dd>
            {draft ? (
              <TreeSelect
                value={draft.departmentId}
                onChange={(departmentId: string) => setDraft({ ...draft, departmentId })}
                treeDefaultExpandAll
                treeData={treeOf(departments).map(choice)}
                style={{ width: "100%" }}
                aria-label={t("staff.department")}
              />
            ) : (
              departmentOf(person)
            )}
          </dd>
          <dt>{t("staff.joined")}</dt>
          <dd>
            <When at={person.createdAt} />
          </dd>
        </dl>
        <ProblemNote problem={save.error} fields />
        {draft && (
          <div className="row">
            <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
              {t("parts.save")}
            </Button>
            <Button
              onClick={() => {
                setDraft(undefined);
                save.reset();
              }}
            >
              {t("parts.cancel")}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function Roles({ person }: { person: Staff }) {
  const { t, pick } = useText();
  const { me, may } = useMe();
  const { message } = App.useApp();
  const { roles, nameOf } = useRoleNames();
  const [chosen, setChosen] = useState<readonly string[]>(person.roles ?? []);
  const save = useMutation({
    mutationFn: () =>
      ask(api.PUT("/api/v1/staff/{id}/roles", { params: { path: { id: person.id! } }, body: { roles: [...chosen] } })),
    onSuccess: () => {
      void message.success(t("staff.rolesSaved"));
      void staffChanged();
    },
  });
  const editable = may("identity.roles.assign") && person.id !== me?.id;
  const changed = [...chosen].sort().join() !== [...(person.roles ?? [])].sort().join();
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("staff.roles")}</h2>
      </div>
      <div className="panel-body stack">
        {editable ? (
          <Select
            mode="multiple"
            value={[...chosen]}
            onChange={setChosen}
            aria-label={t("staff.roles")}
            style={{ width: "100%" }}
            showSearch={{ optionFilterProp: "label" }}
            options={roles.map((one) => ({ value: one.key, label: pick(one.label) }))}
          />
        ) : (
          <div className="row">
            {person.roles?.map((key) => (
              <Tag key={key}>{nameOf(key)}</Tag>
            ))}
          </div>
        )}
        <ProblemNote problem={save.error} fields />
        {changed && (
          <div className="row">
            <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
              {t("staff.saveRoles")}
            </Button>
            <Button onClick={() => setChosen(person.roles ?? [])}>{t("parts.cancel")}</Button>
          </div>
        )}
      </div>
    </section>
  );
}
