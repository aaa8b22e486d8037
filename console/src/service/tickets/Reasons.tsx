import { CheckOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { useSkillName } from "./skills.ts";
import { useText } from "../../texts/index.ts";
import { type Ticket, useColleagues } from "./data.ts";
import { LoadBar } from "./LoadBar.tsx";

type Assignment = NonNullable<Ticket["assignments"]>[number];
type Passed = { code: string; because: "nobody" | "no-skill" | "full" };
type Weighed = { name: string; open: number; capacity: number; skilled: boolean };
type Known = {
  undecided?: true;
  byHand?: true;
  departments?: string[];
  clause?: string;
  skill?: string | null;
  passed?: Passed[];
  candidates?: Weighed[];
  chosen?: string | null;
};

/** Why a ticket went to whom it went: the departments in order, who was passed over, what each had in hand. */
export function Reasons({ of }: { of: Pick<Assignment, "reasons" | "assigneeName"> }) {
  const { t } = useText();
  const skillName = useSkillName();
  const { departmentOf } = useColleagues();
  const why = (of.reasons ?? {}) as Known;
  if (why.undecided) return <p>{t("tickets.whyNoRule")}</p>;
  if (!why.departments) return <p>{t("tickets.whyByHand")}</p>;
  const passed = new Map((why.passed ?? []).map((one) => [one.code, one.because]));
  const taken = why.chosen ? why.departments.find((code) => !passed.has(code)) : undefined;
  return (
    <div className="reasons">
      <p>
        {t("tickets.whyOrder")}
        {why.clause && (
          <>
            {" "}
            <Link to={`/policies/${why.clause.replace(/\d.*$/, "")}` as "/"} search={{ clause: why.clause } as never}>
              {t("parts.clause", { number: why.clause })}
            </Link>
          </>
        )}
      </p>
      <ol className="reasons-places">
        {[...new Set(why.departments)].map((code) => {
          const because = passed.get(code);
          return (
            <li key={code} className={code === taken ? "why-chosen" : undefined}>
              {departmentOf(code) || code}
              <span className="quiet">
                {" "}
                {because
                  ? t(`tickets.because.${because}`, { skill: skillName(why.skill ?? "") })
                  : code === taken && t("tickets.takes")}
              </span>
            </li>
          );
        })}
      </ol>
      {why.skill && <p>{t("tickets.whySkill", { skill: skillName(why.skill) })}</p>}
      {Boolean(why.candidates?.length) && (
        <>
          <p>{t("tickets.whyPeople")}</p>
          <ul className="reasons-people">
            {why.candidates!.map((one) => (
              <li key={one.name} className={one.name === why.chosen ? "why-chosen spread" : "spread"}>
                <span>
                  {one.name === why.chosen && <CheckOutlined aria-hidden />} {one.name}
                  {!one.skilled && <span className="quiet small"> {t("tickets.lacksSkill")}</span>}
                </span>
                <LoadBar open={one.open} capacity={one.capacity} />
              </li>
            ))}
          </ul>
        </>
      )}
      {!why.chosen && <p>{t("tickets.whyNobody")}</p>}
    </div>
  );
}
