import { CloseCircleFilled, InfoCircleFilled, WarningFilled } from "@ant-design/icons";
import { useText } from "../texts/index.ts";
import type { PolicyProblem } from "./data.ts";

const icons = {
  error: <CloseCircleFilled className="problem-error" />,
  warning: <WarningFilled className="problem-warning" />,
  note: <InfoCircleFilled className="problem-note" />,
};
const rank = { error: 0, warning: 1, note: 2 };

/** What the check says, the worst first; a problem of a clause opens it. */
export function Problems({
  problems,
  onOpen,
}: {
  problems: readonly PolicyProblem[];
  onOpen?: (clause: string) => void;
}) {
  const { t, pick } = useText();
  const sorted = [...problems].sort((a, b) => rank[a.severity] - rank[b.severity]);
  return (
    <ul className="problems">
      {sorted.map((one, at) => {
        const place = [
          one.clause,
          one.file && t("policies.fileLine", { file: one.file, line: one.line ?? 1 }),
          one.row && t("policies.rowNumber", { row: one.row }),
        ]
          .filter(Boolean)
          .join(" · ");
        const words = (
          <>
            <span role="img" aria-label={t(`policies.${one.severity}`)}>
              {icons[one.severity]}
            </span>
            <span>
              {place && <strong className="problem-place">{place}</strong>} {pick(one.text)}
              {one.norm && (
                <span className="problem-norm">
                  {one.norm.document} {one.norm.clause} {pick(one.norm.title)}
                </span>
              )}
            </span>
          </>
        );
        const { clause } = one;
        return (
          <li key={at}>
            {clause && onOpen ? (
              <button type="button" className="problem problem-link" onClick={() => onOpen(clause)}>
                {words}
              </button>
            ) : (
              <div className="problem">{words}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
