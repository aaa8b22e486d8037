import type { Schema } from "../api.ts";
import { useText } from "../texts/index.ts";

/** Refused rows with the reason in each. */
export function Refusals({ rows }: { rows: readonly Schema<"ImportRefusal">[] }) {
  const { t, pick } = useText();
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th className="number">{t("imports.line")}</th>
            <th>{t("imports.reason")}</th>
            <th>{t("imports.content")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.record}>
              <td className="number">{row.line}</td>
              <td>{row.reasons.map((one) => pick(one.text)).join("；")}</td>
              <td className="import-sample">{row.cells.filter(Boolean).slice(0, 6).join(" · ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
