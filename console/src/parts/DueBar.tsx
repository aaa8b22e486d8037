import { useText } from "../texts/index.ts";
import "./parts.css";
import { useNow, useSaySpan } from "./When.tsx";

/** Time left of a promise as a small bar: it fills as time passes, amber in the last quarter, red when late. The words say the same. */
export function DueBar({ openedAt, dueAt }: { openedAt: string; dueAt: string }) {
  const { t } = useText();
  const span = useSaySpan();
  const now = useNow();
  const whole = Math.max(1, Date.parse(dueAt) - Date.parse(openedAt));
  const left = Date.parse(dueAt) - now;
  const used = Math.min(1, Math.max(0, 1 - left / whole));
  const tone = left < 0 ? "bad" : used > 0.75 ? "warn" : "good";
  return (
    <span className={`due due-${tone}`}>
      <span className="due-bar" aria-hidden>
        <span style={{ width: `${Math.max(4, used * 100)}%` }} />
      </span>
      <span className="due-text">
        {left < 0 ? t("parts.late", { span: span(left) }) : t("parts.inTime", { span: span(left) })}
      </span>
    </span>
  );
}
