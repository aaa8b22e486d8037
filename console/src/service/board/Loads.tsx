import { Link } from "@tanstack/react-router";
import { useSkillName } from "../tickets/skills.ts";
import { useText } from "../../texts/index.ts";
import { useColleagues, useListed } from "../tickets/data.ts";
import { LoadBar } from "../tickets/LoadBar.tsx";
import { type BoardData, openStates, rowsOf } from "./links.ts";

/** What each person has in hand against what they can take, the fullest first. */
export function Loads({ board }: { board: BoardData }) {
  const { t } = useText();
  const skillName = useSkillName();
  const { departmentOf } = useColleagues();
  const listed = useListed();
  return (
    <section className="panel" aria-labelledby="board-loads">
      <div className="panel-head">
        <h2 id="board-loads">{t("board.loads")}</h2>
        <span className="quiet small">{t("board.loadsLead")}</span>
      </div>
      {!board.people.length && <p className="side-none">{t("board.loadsNone")}</p>}
      <ul className="loads">
        {board.people.map((one) => (
          <li key={one.staffId}>
            <Link
              {...rowsOf("all", { assigneeId: one.staffId, state: openStates, sort: "dueAt" })}
              className="load-row"
            >
              <span className="load-who">
                <span>{one.name}</span>
                <span className="quiet small">
                  {departmentOf(one.departmentId)}
                  {one.skills.length > 0 && ` · ${listed(one.skills.map(skillName))}`}
                </span>
              </span>
              <span className="load-marks small">
                {one.late > 0 && <span className="count-bad">{t("board.lateCount", { count: one.late })}</span>}
                {one.soon > 0 && <span className="count-warn">{t("board.soonCount", { count: one.soon })}</span>}
                {one.waiting > 0 && <span className="quiet">{t("board.waitingCount", { count: one.waiting })}</span>}
              </span>
              <LoadBar open={one.open} capacity={one.capacity} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
