import { formatCount } from "../parts/Money.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useText } from "../texts/index.ts";
import { TallyBar } from "./Bars.tsx";
import { type Asked, percent, useSplit } from "./data.ts";

/** The same figures by department or by person; a row narrows the report to it. */
export function Splits({ asked, by }: { asked: Asked; by: "department" | "person" }) {
  const { t, pick } = useText();
  const [, set] = useUrlState();
  const split = useSplit(asked, by);
  const rows = split.data?.items ?? [];
  return (
    <div className="panel scroll-x">
      <ProblemNote problem={split.error} />
      {split.isPending && <Waiting />}
      {split.data && rows.length === 0 && <p className="panel-body quiet">{t("compliance.nothing")}</p>}
      {rows.length > 0 && (
        <table className="plain-table splits">
          <thead>
            <tr>
              <th>{t(`compliance.${by}`)}</th>
              <th className="number">{t("compliance.inScope")}</th>
              <th className="number">{t("compliance.met")}</th>
              <th className="number">{t("compliance.breached")}</th>
              <th className="number">{t("compliance.open")}</th>
              <th className="number">{t("compliance.waived")}</th>
              <th className="number">{t("compliance.share")}</th>
              <td className="splits-bar" />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const { id } = row;
              return (
                <tr key={row.key}>
                  <td>
                    {id ? (
                      <button
                        type="button"
                        className="link-button"
                        onClick={() => set({ [by]: id, tab: undefined }, { push: true })}
                      >
                        {pick(row.name) || t("compliance.somebody")}
                      </button>
                    ) : (
                      <span className="quiet">{t("compliance.nobody")}</span>
                    )}
                  </td>
                  <td className="number">{formatCount(row.inScope)}</td>
                  <td className="number">{formatCount(row.met)}</td>
                  <td className="number">
                    {row.breached ? <strong className="late">{formatCount(row.breached)}</strong> : 0}
                  </td>
                  <td className="number">{formatCount(row.open)}</td>
                  <td className="number">{formatCount(row.waived)}</td>
                  <td className="number">
                    <strong>{percent(row.share)}</strong>
                  </td>
                  <td className="splits-bar">
                    <TallyBar tally={row} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </div>
  );
}
