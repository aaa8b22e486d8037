import { useEffect, useState } from "react";
import { useText } from "../texts/index.ts";
import "./parts.css";

/** Grey lines where content will stand; only after 300 ms, so that nothing flashes. */
export function Waiting({ lines = 4 }: { lines?: number }) {
  const { t } = useText();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), 300);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <div className="waiting" role="status" aria-label={t("parts.loading")}>
      {late &&
        Array.from({ length: lines }, (_, at) => (
          <span key={at} className="bone" style={{ width: `${[72, 94, 60, 84][at % 4]}%` }} />
        ))}
    </div>
  );
}
