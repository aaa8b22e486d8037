import { Alert } from "antd";
import { useMe } from "../frame/me.ts";
import { useSayWhen } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import type { Version } from "./data.ts";

/** What this version waits for, in a sentence. */
export function StateNote({ version }: { version: Version }) {
  const { t } = useText();
  const { may } = useMe();
  const say = useSayWhen();
  if (version.state === "draft" && version.returnReason)
    return (
      <Alert
        type="warning"
        showIcon
        title={t("policies.returned", { name: version.returnedByName ?? "", reason: version.returnReason })}
      />
    );
  if (version.state === "draft" && may("policy.edit")) return <Alert type="info" showIcon title={t("policies.editing")} />;
  if (version.state === "review")
    return (
      <Alert
        type="info"
        showIcon
        title={
          <>
            {t("policies.awaiting")}{" "}
            <span className="quiet">
              {t("policies.submitted", { name: version.submittedByName ?? "" })}
              {version.note && ` · ${version.note}`}
            </span>
          </>
        }
      />
    );
  if (version.state === "approved" && version.effectiveFrom)
    return <Alert type="success" showIcon title={t("policies.waits", { day: say(version.effectiveFrom) })} />;
  return null;
}
