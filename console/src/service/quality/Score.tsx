import { Tag } from "../../parts/Tag.tsx";
import { useText } from "../../texts/index.ts";
import { type CheckLine, toneOf } from "./data.ts";

/** What a check came to, and whether that is enough. */
export function Score({ check }: { check: Pick<CheckLine, "score" | "passed" | "breaches" | "state"> }) {
  const { t } = useText();
  if (check.state === "open") return <span className="quiet">—</span>;
  return (
    <span className="row">
      <strong className="quality-score">{check.score ?? "—"}</strong>
      {check.passed !== null && (
        <Tag tone={check.passed ? "good" : "bad"}>{t(check.passed ? "quality.passed" : "quality.failed")}</Tag>
      )}
      {check.breaches > 0 && <Tag tone={toneOf(check)}>{t("quality.breach", { count: check.breaches })}</Tag>}
    </span>
  );
}
