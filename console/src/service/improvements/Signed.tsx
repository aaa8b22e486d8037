import { FileDoneOutlined } from "@ant-design/icons";
import { companyTime } from "../../parts/clock.ts";
import { Empty } from "../../parts/Empty.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { useSigned } from "./data.ts";

/** What was found in each cycle, as it was signed. */
export function Signed() {
  const { t } = useText();
  const { data, error } = useSigned();
  const month = (at: string, back = 0) => companyTime(Date.parse(at) - back).format("YYYY-MM");
  return (
    <>
      <ProblemNote problem={error} />
      {!data && !error && <Waiting />}
      {data?.items.length === 0 && (
        <Empty
          icon={<FileDoneOutlined />}
          title={t("improvements.signedNone")}
          lead={t("improvements.signedNoneLead")}
        />
      )}
      <ul className="improvement-cards">
        {data?.items.map((row) => {
          const [first, last] = [month(row.periodFrom), month(row.periodTo, 1)];
          return (
            <li key={row.id} className="panel improvement">
              <div className="improvement-words">
                <h2>{first === last ? first : `${first} – ${last}`}</h2>
                <p className="step-words">{row.findings}</p>
                <p className="quiet small">
                  {t("improvements.signedBy", { name: row.signedByName })} · <When at={row.signedAt} />
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
