import type { ReactNode } from "react";
import { useTexts } from "./language.ts";
import type { texts } from "./texts.ts";

/** Until something is there, or why it is not. */
export function Waiting({ error, retry }: { error?: Error | null; retry?: () => void }) {
  const { say } = useTexts();
  if (!error)
    return (
      <p className="quiet waiting" role="status">
        {say("loading")}…
      </p>
    );
  return (
    <div className="card" role="alert">
      <p>{error.message}</p>
      {retry && (
        <button type="button" onClick={retry}>
          {say("retry")}
        </button>
      )}
    </div>
  );
}

export const Note = ({ children }: { children: ReactNode }) =>
  children ? (
    <p className="problem" role="alert">
      {children}
    </p>
  ) : null;

export function State({ state }: { state: string }) {
  const { say } = useTexts();
  return <span className={`state ${state}`}>{say(`state_${state}` as keyof typeof texts)}</span>;
}

/** A time as people say it. */
export function When({ at }: { at: string }) {
  const { language } = useTexts();
  const shown = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
  });
  return <time dateTime={at}>{shown.format(new Date(at))}</time>;
}
