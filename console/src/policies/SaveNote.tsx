import { Alert, Button } from "antd";
import { Problem } from "../api.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useText } from "../texts/index.ts";
import { policiesChanged, type PolicyProblem } from "./data.ts";
import { Problems } from "./Problems.tsx";

/** Why a change of a draft was not kept: a colleague was faster, or the text would be wrong, with all reasons. */
export function SaveNote({ problem, onReload }: { problem: unknown; onReload?: () => void }) {
  const { t } = useText();
  if (!problem) return null;
  if (problem instanceof Problem && problem.body.code === "policy.changed_meanwhile")
    return (
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={t("policies.conflict")}
        description={t("policies.conflictLead")}
        action={
          <Button
            size="small"
            onClick={() => {
              void policiesChanged();
              onReload?.();
            }}
          >
            {t("policies.reload")}
          </Button>
        }
      />
    );
  const faults = problem instanceof Problem ? ((problem.body.problems as PolicyProblem[] | undefined) ?? []) : [];
  return (
    <div className="save-note">
      <ProblemNote problem={problem} fields />
      {faults.length > 1 && <Problems problems={faults} />}
    </div>
  );
}
