import { useMutation } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { api, ask, queries } from "../api.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useText } from "../texts/index.ts";
import type { Approval } from "./ApprovalList.tsx";
import { TermInput } from "./term.tsx";

/** Grants, for a shorter time if need be, or denies with a reason. */
export function Decide({ approval }: { approval: Approval }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [answer, setAnswer] = useState("");
  const [term, setTerm] = useState(approval.term);
  const [needed, setNeeded] = useState(false);
  const decide = useMutation({
    mutationFn: (granted: boolean) =>
      ask(
        api.POST("/api/v1/approvals/{customerId}/{id}/decision", {
          params: { path: { customerId: approval.customerId, id: approval.id } },
          body: { granted, ...(answer.trim() && { answer: answer.trim() }), ...(granted && { term }) },
        }),
      ),
    onSuccess: () => {
      void message.success(t("approvals.done"));
      void queries.invalidateQueries({ queryKey: ["approvals"] });
    },
  });
  const deny = () => {
    if (answer.trim().length < 2) setNeeded(true);
    else decide.mutate(false);
  };
  return (
    <div className="stack approval-decide">
      <label className="field">
        <span>{t("approvals.answer")}</span>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          value={answer}
          status={needed ? "error" : ""}
          onChange={(event) => {
            setAnswer(event.target.value);
            setNeeded(false);
          }}
        />
        {needed && <span className="field-wrong">{t("approvals.answerNeeded")}</span>}
      </label>
      <label className="field">
        <span>{t("approvals.shorter")}</span>
        <TermInput value={term} onChange={setTerm} label={t("approvals.shorter")} />
      </label>
      <ProblemNote problem={decide.error} fields />
      <div className="row">
        <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate(true)}>
          {t("approvals.grant")}
        </Button>
        <Button danger disabled={decide.isPending} onClick={deny}>
          {t("approvals.deny")}
        </Button>
      </div>
    </div>
  );
}
