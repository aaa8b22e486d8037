import { useNavigate } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { api, ask, Problem, queries } from "../api.ts";
import { preferences, usePreferences } from "../frame/preferences.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { useText } from "../texts/index.ts";
import { PasswordChange } from "./PasswordChange.tsx";
import "./sign-in.css";
import { Ways } from "./Ways.tsx";

type Given = { email: string; password: string };

/** E-mail and password, then the six digits where they are set up, then a new password where the first must go. */
export function SignIn() {
  const { t } = useText();
  const { language } = usePreferences();
  const [{ next }] = useUrlState();
  const navigate = useNavigate();
  const [given, setGiven] = useState<Given>();
  const [replacing, setReplacing] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  const enter = () => {
    queries.clear();
    // Only addresses of our own: `//elsewhere` would leave us.
    const to = next && /^\/(?![/\\])/.test(next) ? next : "/";
    void navigate({ href: to, replace: true });
  };
  const attempt = async (credentials: Given & { code?: string }) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const session = await ask(api.POST("/api/v1/sessions", { body: credentials }));
      if (session.mustChangePassword) setReplacing(credentials.password);
      else enter();
    } catch (refused) {
      if (refused instanceof Problem && refused.body.code === "identity.code_needed") setGiven(credentials);
      else setProblem(refused);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="sign-in">
      <aside className="sign-in-cover" aria-hidden>
        <img src="/seal.svg" alt="" width={56} height={56} />
        <p className="sign-in-motto">{t("signIn.motto")}</p>
        <p>{t("signIn.lead")}</p>
      </aside>
      <main className="sign-in-side">
        <Button
          className="sign-in-language"
          type="text"
          onClick={() => preferences.change({ language: language === "zh" ? "en" : "zh" })}
        >
          {language === "zh" ? "English" : "中文"}
        </Button>
        <div className="sign-in-box">
          <h1>
            <img src="/seal.svg" alt="" width={32} height={32} /> {t("frame.product")}
          </h1>
          {replacing !== undefined ? (
            <PasswordChange current={replacing} onDone={enter} />
          ) : given ? (
            <Form
              layout="vertical"
              requiredMark={false}
              onFinish={({ code }: { code: string }) => void attempt({ ...given, code })}
            >
              <p className="quiet">{t("signIn.codeLead")}</p>
              <Form.Item
                name="code"
                label={t("signIn.code")}
                rules={[{ required: true, pattern: /^\d{6}$/, message: t("signIn.codeNeeded") }]}
              >
                <Input.OTP length={6} autoFocus inputMode="numeric" autoComplete="one-time-code" />
              </Form.Item>
              <ProblemNote problem={problem} />
              <Button type="primary" htmlType="submit" block loading={busy}>
                {t("signIn.check")}
              </Button>
              <Button type="text" block onClick={() => (setGiven(undefined), setProblem(undefined))}>
                {t("signIn.back")}
              </Button>
            </Form>
          ) : (
            <>
              <Form layout="vertical" requiredMark={false} onFinish={(values: Given) => void attempt(values)}>
                <Form.Item
                  name="email"
                  label={t("signIn.email")}
                  rules={[{ required: true, message: t("signIn.emailNeeded") }]}
                >
                  <Input autoFocus type="email" autoComplete="username" size="large" />
                </Form.Item>
                <Form.Item
                  name="password"
                  label={t("signIn.password")}
                  rules={[{ required: true, message: t("signIn.passwordNeeded") }]}
                >
                  <Input.Password autoComplete="current-password" size="large" />
                </Form.Item>
                {problem !== undefined && (
                  <Form.Item>
                    <ProblemNote problem={problem} />
                  </Form.Item>
                )}
                <Button type="primary" htmlType="submit" size="large" block loading={busy}>
                  {t("signIn.enter")}
                </Button>
              </Form>
              <Ways busy={busy} onPick={(credentials) => void attempt(credentials)} />
            </>
          )}
        </div>
      </main>
    </div>
  );
}
