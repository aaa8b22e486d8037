import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { api, ask, queries, Refused } from "./api.ts";
import { forgetChat } from "./chat.ts";
import { chooseLanguage, useTexts } from "./language.ts";
import { Note } from "./parts.tsx";

type Choice = { customerId: string; kind: string; hint: string };

/** Signed in by a code in a text message; who shares a number says who they are. */
export function SignIn() {
  const { say, language } = useTexts();
  const navigate = useNavigate();
  const [phone, setPhone] = useState("");
  const [code, setCode] = useState("");
  const [minutes, setMinutes] = useState<number>();
  const [demoCode, setDemoCode] = useState<string>();
  const [wait, setWait] = useState(0);
  const [choices, setChoices] = useState<readonly Choice[]>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    await work().catch((error: Refused) => setProblem(Object.values(error.fields)[0] ?? error.message));
    setBusy(false);
  };
  const sendCode = () =>
    attempt(async () => {
      const sent = await ask(api.POST("/api/v1/portal/codes", { body: { phone } }));
      setMinutes(sent.minutes);
      setDemoCode(sent.demoCode);
      setChoices(undefined);
      setWait(60);
    });
  const enter = (customerId?: string) =>
    attempt(async () => {
      const answer = await ask(
        api.POST("/api/v1/portal/sessions", { body: { phone, code, ...(customerId && { customerId }) } }),
      );
      if (answer.choices) return setChoices(answer.choices);
      queries.clear();
      forgetChat();
      await navigate({ to: "/" });
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void (minutes === undefined ? sendCode() : enter());
  };

  return (
    <div className="page narrow">
      <header className="top">
        <b>{say("title")}</b>
        <span className="grow" />
        <button type="button" className="plain" onClick={() => chooseLanguage(language === "zh" ? "en" : "zh")}>
          {say("other")}
        </button>
      </header>
      <main>
        <form className="card" onSubmit={submit}>
          <h1>{say("signIn")}</h1>
          <p className="quiet">{say("signInLead")}</p>
          <label>
            {say("phone")}
            <input
              aria-label={say("phone")}
              type="tel"
              inputMode="tel"
              autoComplete="tel"
              required
              minLength={5}
              value={phone}
              onChange={(event) => setPhone(event.target.value)}
            />
          </label>
          {minutes !== undefined && (
            <>
              <p className="quiet" role="status">
                {say("codeSent", { minutes })}
                {demoCode && <b> {say("demoCode", { code: demoCode })}</b>}
              </p>
              <label>
                {say("code")}
                <input
                  aria-label={say("code")}
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  pattern="\d{6}"
                  maxLength={6}
                  required
                  autoFocus
                  value={code}
                  onChange={(event) => setCode(event.target.value.replace(/\D/g, ""))}
                />
              </label>
            </>
          )}
          <Note>{problem}</Note>
          {choices ? (
            <fieldset>
              <legend>{say("chooseWho")}</legend>
              {choices.map((one) => (
                <button key={one.customerId} type="button" disabled={busy} onClick={() => void enter(one.customerId)}>
                  {one.hint} · {one.kind === "person" ? say("person") : say("organisation")}
                </button>
              ))}
            </fieldset>
          ) : (
            <button type="submit" className="main" disabled={busy}>
              {minutes === undefined ? say("sendCode") : say("enter")}
            </button>
          )}
          {minutes !== undefined && (
            <button type="button" className="plain" disabled={busy || wait > 0} onClick={() => void sendCode()}>
              {wait > 0 ? say("sendAgain", { seconds: wait }) : say("sendCode")}
            </button>
          )}
        </form>
      </main>
    </div>
  );
}
