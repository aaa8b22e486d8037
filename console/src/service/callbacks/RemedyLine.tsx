import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { DueBar } from "../../parts/DueBar.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type Remedy, useDepartmentNames } from "./data.ts";

/** One correction order: the problem, whose it is, by when, and the answer. */
export function RemedyLine({
  remedy,
  bare = false,
  children,
}: {
  remedy: Remedy;
  bare?: boolean;
  children?: ReactNode;
}) {
  const { t } = useText();
  const departments = useDepartmentNames();
  const department = departments.find((one) => one.id === remedy.departmentId)?.name;
  return (
    <li className="remedy">
      <div className="spread">
        <span className="row">
          {!bare &&
            (remedy.customerName ? (
              <Link to="/customers/$id" params={{ id: remedy.customerId! }}>
                {remedy.customerName}
              </Link>
            ) : (
              <span className="quiet">{t("callbacks.customerHidden")}</span>
            ))}
          {department && <Tag>{department}</Tag>}
        </span>
        {remedy.answeredAt ? (
          <Tag tone="good">{t("callbacks.answeredBy", { name: remedy.answeredByName ?? "" })}</Tag>
        ) : (
          remedy.dueAt && <DueBar openedAt={remedy.openedAt!} dueAt={remedy.dueAt} />
        )}
      </div>
      <p className="remedy-problem">{remedy.problem ?? t("callbacks.hiddenWords")}</p>
      {remedy.answer && <p className="remedy-answer">{remedy.answer}</p>}
      <p className="quiet small">
        {t("callbacks.remedyBy", { name: remedy.openedByName ?? "" })} · <When at={remedy.openedAt} />
        {remedy.dueAt && (
          <>
            {" · "}
            {t("callbacks.dueAt")} <When at={remedy.dueAt} />
          </>
        )}
      </p>
      {children}
    </li>
  );
}
