import { SafetyOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { QRCodeSVG } from "qrcode.react";
import { useState } from "react";
import { api, ask, queries } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { Secret } from "../staff/FirstPassword.tsx";
import { useText } from "../texts/index.ts";

/** Two-step sign-in: set up with a picture to scan, confirmed with a code, switched off with the password. */
export function TwoStep() {
  const { t } = useText();
  const { me } = useMe();
  const begin = useMutation({ mutationFn: () => ask(api.POST("/api/v1/me/totp")) });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("settings.totp")}</h2>
        <Tag tone={me?.totp ? "good" : "plain"}>{t(me?.totp ? "settings.totpOn" : "settings.totpOff")}</Tag>
      </div>
      <div className="panel-body stack">
        <p className="quiet">{t("settings.totpLead")}</p>
        <ProblemNote problem={begin.error} />
        {me?.totp ? (
          <Remove />
        ) : begin.data ? (
          <Confirm {...begin.data} onDone={() => begin.reset()} />
        ) : (
          <div>
            <Button type="primary" icon={<SafetyOutlined />} loading={begin.isPending} onClick={() => begin.mutate()}>
              {t("settings.totpStart")}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function Confirm({ secret, uri, onDone }: { secret: string; uri: string; onDone: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [code, setCode] = useState("");
  const confirm = useMutation({
    mutationFn: (given: string) => ask(api.POST("/api/v1/me/totp/confirmation", { body: { code: given } })),
    onSuccess: async () => {
      void message.success(t("settings.totpDone"));
      await queries.invalidateQueries({ queryKey: ["me"] });
      onDone();
    },
    onError: () => setCode(""),
  });
  return (
    <div className="two-step">
      <div className="two-step-code">
        {/* Scanners want dark on white, whatever the theme. */}
        <QRCodeSVG value={uri} size={176} marginSize={2} level="M" title={t("settings.totpScan")} />
      </div>
      <div className="stack">
        <p>{t("settings.totpScan")}</p>
        <details>
          <summary>{t("settings.totpSecret")}</summary>
          <Secret value={secret} />
        </details>
        <label className="field">
          <span>{t("settings.totpCode")}</span>
          <Input
            className="two-step-input"
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={(event) => setCode(event.target.value.replace(/\D/g, ""))}
            onPressEnter={() => code.length === 6 && confirm.mutate(code)}
          />
        </label>
        <ProblemNote problem={confirm.error} fields />
        <div>
          <Button
            type="primary"
            disabled={code.length !== 6}
            loading={confirm.isPending}
            onClick={() => confirm.mutate(code)}
          >
            {t("settings.totpConfirm")}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Remove() {
  const { t } = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState("");
  const remove = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/me/totp/removal", { body: { password } })),
    onSuccess: () => {
      void message.success(t("settings.totpRemoved"));
      void queries.invalidateQueries({ queryKey: ["me"] });
    },
  });
  if (!asking)
    return (
      <div>
        <Button danger onClick={() => setAsking(true)}>
          {t("settings.totpRemove")}
        </Button>
      </div>
    );
  return (
    <div className="stack settings-form">
      <label className="field">
        <span>{t("settings.totpRemoveLead")}</span>
        <Input.Password
          autoFocus
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          onPressEnter={() => password && remove.mutate()}
        />
      </label>
      <ProblemNote problem={remove.error} fields />
      <div className="row">
        <Button danger disabled={!password} loading={remove.isPending} onClick={() => remove.mutate()}>
          {t("settings.totpRemove")}
        </Button>
        <Button onClick={() => setAsking(false)}>{t("parts.cancel")}</Button>
      </div>
    </div>
  );
}
