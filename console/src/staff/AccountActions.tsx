import { App, Button } from "antd";
import { useState } from "react";
import { api, ask } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { type TextKey, useText } from "../texts/index.ts";
import { type Staff, staffChanged } from "./data.ts";
import { FirstPassword } from "./FirstPassword.tsx";

/** What an administrator does with a colleague's account; each verb says what follows from it first. */
export function AccountActions({ person }: { person: Staff }) {
  const { t } = useText();
  const { may } = useMe();
  const { message, modal } = App.useApp();
  const [secret, setSecret] = useState<string>();
  const name = person.name ?? "";
  const path = { params: { path: { id: person.id! } } };
  if (!may("identity.staff.recover", "identity.staff.manage")) return null;

  const confirm = (title: TextKey, lead: TextKey, verb: TextKey, act: () => Promise<unknown>, danger = true) =>
    modal.confirm({
      title: t(title, { name }),
      content: t(lead),
      okText: t(verb),
      cancelText: t("parts.cancel"),
      okButtonProps: { danger },
      onOk: () =>
        act()
          .then(() => staffChanged())
          .catch((problem: Error) => void message.error(problem.message)),
    });
  const said = (word: TextKey) => () => void message.success(t(word));
  const reset = () =>
    confirm("staff.resetAsk", "staff.resetLead", "staff.resetPassword", async () =>
      setSecret((await ask(api.POST("/api/v1/staff/{id}/password-reset", path))).firstPassword),
    );
  const recover = () =>
    confirm("staff.recoverAsk", "staff.recoverLead", "staff.recoverTotp", () =>
      ask(api.POST("/api/v1/staff/{id}/totp-recovery", path)).then(said("staff.recovered")),
    );
  const disable = () =>
    confirm("staff.disableAsk", "staff.disableLead", "staff.disable", () =>
      ask(api.POST("/api/v1/staff/{id}/disablement", path)).then(said("staff.disabledDone")),
    );
  const enable = () =>
    ask(api.POST("/api/v1/staff/{id}/enablement", path))
      .then(said("staff.enabledDone"))
      .then(() => staffChanged())
      .catch((problem: Error) => void message.error(problem.message));
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("staff.actions")}</h2>
      </div>
      <div className="panel-body row">
        {may("identity.staff.recover") && person.state === "active" && (
          <Button onClick={reset}>{t("staff.resetPassword")}</Button>
        )}
        {may("identity.staff.recover") && person.totpEnabledAt && (
          <Button onClick={recover}>{t("staff.recoverTotp")}</Button>
        )}
        {may("identity.staff.manage") &&
          (person.state === "active" ? (
            <Button danger onClick={disable}>
              {t("staff.disable")}
            </Button>
          ) : (
            <Button type="primary" onClick={() => void enable()}>
              {t("staff.enable")}
            </Button>
          ))}
      </div>
      {secret && <FirstPassword name={name} value={secret} onClose={() => setSecret(undefined)} />}
    </section>
  );
}
