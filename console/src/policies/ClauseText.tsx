import { Tooltip } from "antd";
import { useText } from "../texts/index.ts";
import type { Clause } from "./data.ts";
import { piecesOf } from "./pieces.ts";

/** The words of a clause with its live values marked; on hover, where a value comes from. */
export function ClauseText({ clause }: { clause: Pick<Clause, "text" | "shown" | "values"> }) {
  const { t, language } = useText();
  const pieces = piecesOf(clause.text[language], clause.shown[language]);
  return (
    <>
      {pieces.map((piece, at) => {
        if (!piece.name) return <span key={at}>{piece.text}</span>;
        const origin = clause.values.find((value) => value.name === piece.name)?.origin;
        return (
          <Tooltip key={at} title={origin && t(origin === "ours" ? "policies.oursWhy" : "policies.sourceWhy")}>
            <mark className={origin ? `live live-${origin}` : "live"}>{piece.text}</mark>
          </Tooltip>
        );
      })}
    </>
  );
}
