import { Link } from "@tanstack/react-router";
import { Alert } from "antd";
import { Problem } from "../api.ts";
import { useText } from "../texts/index.ts";

/** A refusal in the server's own words, with the clause behind it as a link and the reference for the administrator. */
export function ProblemNote({ problem, fields = false }: { problem: unknown; fields?: boolean }) {
  const { t } = useText();
  if (!problem) return null;
  const body =
    problem instanceof Problem ? problem.body : { title: t("frame.brokenText"), code: "console.unexpected" as const };
  const { clause, reference, errors } = "status" in body ? body : ({} as Partial<Problem["body"]>);
  return (
    <Alert
      type={clause ? "warning" : "error"}
      showIcon
      role="alert"
      title={body.title}
      description={
        (clause || reference || (fields && errors)) && (
          <>
            {fields && errors?.map((one) => <p key={one.field}>{one.reason}</p>)}
            {clause && (
              <Link to={`/policies/${clause.document}` as "/"} search={{ clause: clause.number }}>
                {t("parts.clause", { number: clause.number })} {clause.title}
              </Link>
            )}
            {reference && <p className="quiet small">{t("parts.reference", { reference })}</p>}
          </>
        )
      }
    />
  );
}
