import { DeleteOutlined, EditOutlined, PlusOutlined, ThunderboltOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Popconfirm } from "antd";
import { useState } from "react";
import { api, ask, queries, type Schema } from "../../../api.ts";
import { Empty } from "../../../parts/Empty.tsx";
import { useChoices } from "../../../parts/nouns.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { Waiting } from "../../../parts/Waiting.tsx";
import { useText } from "../../../texts/index.ts";
import { MacroDialog } from "./MacroDialog.tsx";

type Macro = Schema<"Macro">;

/** A few steps done at once on a ticket. */
export function Macros() {
  const { t } = useText();
  const { message } = App.useApp();
  const [editing, setEditing] = useState<Macro | "new">();
  const { data, error } = useQuery({ queryKey: ["macros"], queryFn: () => ask(api.GET("/api/v1/macros")) });
  const remove = useMutation({
    mutationFn: (id: string) => ask(api.DELETE("/api/v1/macros/{id}", { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["macros"] }),
    onError: (problem) => void message.error(problem.message),
  });
  const add = (
    <Button icon={<PlusOutlined />} type="primary" onClick={() => setEditing("new")}>
      {t("tickets.addMacro")}
    </Button>
  );
  return (
    <>
      <div className="spread">
        <p className="quiet">{t("tickets.macrosLead")}</p>
        {Boolean(data?.items.length) && add}
      </div>
      <ProblemNote problem={error} />
      {!data && !error && <Waiting />}
      {data && !data.items.length && (
        <Empty icon={<ThunderboltOutlined />} title={t("tickets.macrosNone")} lead={t("tickets.macrosNoneLead")}>
          {add}
        </Empty>
      )}
      <ul className="macros">
        {data?.items.map((one) => (
          <li key={one.id} className="panel macro">
            <div className="spread">
              <strong>{one.name}</strong>
              <span className="nowrap">
                <Button
                  size="small"
                  type="text"
                  icon={<EditOutlined />}
                  aria-label={t("tickets.editMacro", { name: one.name })}
                  onClick={() => setEditing(one)}
                />
                <Popconfirm
                  title={t("tickets.removeMacro", { name: one.name })}
                  okText={t("tickets.remove")}
                  onConfirm={() => remove.mutate(one.id)}
                >
                  <Button
                    size="small"
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t("tickets.removeMacro", { name: one.name })}
                  />
                </Popconfirm>
              </span>
            </div>
            <Steps steps={one.steps} />
          </li>
        ))}
      </ul>
      {editing && <MacroDialog macro={editing === "new" ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}

/** The steps in the order in which they are done. */
function Steps({ steps }: { steps: Macro["steps"] }) {
  const { t } = useText();
  const severityOf = useChoices("ticket", "severity");
  const urgencyOf = useChoices("ticket", "urgency");
  const lines = [
    steps.urgency && t("tickets.stepUrgency", { value: urgencyOf(steps.urgency) }),
    steps.severity && t("tickets.stepSeverity", { value: severityOf(steps.severity) }),
    steps.take && t("tickets.stepTake"),
    steps.note && t("tickets.stepNote", { text: steps.note }),
    steps.reply && t("tickets.stepReply", { text: steps.reply }),
    steps.wait && t("tickets.stepWait", { text: steps.wait }),
  ].filter(Boolean);
  return (
    <ol className="macro-steps">
      {lines.map((line) => (
        <li key={String(line)}>{line}</li>
      ))}
    </ol>
  );
}
