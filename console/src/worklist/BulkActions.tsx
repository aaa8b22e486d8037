import { App, Button } from "antd";
import { api, ask } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { type TextKey, useText } from "../texts/index.ts";
import { AssignButton, type Target } from "./AssignButton.tsx";
import { keyOf, type Obligation, type Outcome, pathOf, worklistChanged } from "./obligations.ts";
import { ReasonButton } from "./ReasonButton.tsx";

/** What can be done with several promises at once; whatever was refused is told row by row. */
export function BulkActions({ rows, onClear }: { rows: readonly Obligation[]; onClear: () => void }) {
  const { t, pick } = useText();
  const { may } = useMe();
  const { message, modal } = App.useApp();
  const items = rows.map(pathOf);
  const tell = async (outcomes: readonly Outcome[], word: TextKey) => {
    const refused = outcomes.filter((one) => !one.ok);
    const done = outcomes.length - refused.length;
    if (done) void message.success(t(word, { count: done }));
    await worklistChanged();
    onClear();
    if (!refused.length) return;
    modal.warning({
      title: t("worklist.someFailed", { count: refused.length }),
      width: 520,
      content: (
        <ul className="work-refused">
          {refused.map((one) => {
            const row = rows.find((candidate) => keyOf(candidate) === `${one.customerId}.${one.id}`);
            return (
              <li key={one.id}>
                <strong>{[pick(row?.label), row?.customerName].filter(Boolean).join(" · ")}</strong>
                <span>{one.reason}</span>
              </li>
            );
          })}
        </ul>
      ),
    });
  };
  const assign = async (to: Target) =>
    tell(
      (await ask(api.POST("/api/v1/obligations/assignments", { body: { items, to } }))).items,
      "worklist.assignedMany",
    );
  const waive = async (reason: string) =>
    tell(
      (await ask(api.POST("/api/v1/obligations/waivers", { body: { items, reason } }))).items,
      "worklist.waivedMany",
    );
  return (
    <div className="bulk" role="toolbar">
      <strong>{t("parts.chosen", { count: rows.length })}</strong>
      {may("policy.obligations.assign") && <AssignButton primary act={assign} />}
      {may("policy.obligations.waive") && (
        <ReasonButton
          label={t("worklist.waive")}
          lead={t("worklist.waiveLead")}
          field={t("worklist.reason")}
          danger
          act={waive}
        />
      )}
      <Button type="text" onClick={onClear}>
        {t("parts.unchoose")}
      </Button>
    </div>
  );
}
