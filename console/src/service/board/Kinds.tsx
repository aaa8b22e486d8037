import { useChoices, useNoun } from "../../parts/nouns.ts";
import { useText } from "../../texts/index.ts";
import type { Scope } from "./Board.tsx";
import { Count } from "./Clocks.tsx";
import { type BoardData, openStates, rowsOf } from "./links.ts";

/** Open tickets by kind and by how far they are. */
export function Kinds({ board, scope }: { board: BoardData; scope: Scope }) {
  const { t } = useText();
  const kindOf = useChoices("ticket", "kind");
  const stateOf = useChoices("ticket", "state");
  const choices = useNoun("ticket")?.fields ?? [];
  const order = (key: string) => choices.find((field) => field.key === key)?.choices?.map((one) => one.value) ?? [];
  const kinds = order("kind");
  const states = order("state").filter((state) => board.kinds.some((one) => one.state === state));
  const at = (kind: string, state?: string) =>
    board.kinds
      .filter((one) => one.kind === kind && (state === undefined || one.state === state))
      .reduce((sum, one) => sum + one.count, 0);
  return (
    <section className="panel" aria-labelledby="board-kinds">
      <div className="panel-head">
        <h2 id="board-kinds">{t("board.kinds")}</h2>
      </div>
      <div className="scroll-x">
        <table className="plain-table board-table">
          <thead>
            <tr>
              <th scope="col">{t("tickets.kind")}</th>
              {states.map((state) => (
                <th key={state} scope="col" className="number">
                  {stateOf(state)}
                </th>
              ))}
              <th scope="col" className="number">
                {t("board.sum")}
              </th>
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind}>
                <th scope="row">{kindOf(kind)}</th>
                {states.map((state) => (
                  <Count key={state} count={at(kind, state)} to={rowsOf(scope, { kind, state, sort: "priority" })} />
                ))}
                <Count count={at(kind)} to={rowsOf(scope, { kind, state: openStates, sort: "priority" })} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
