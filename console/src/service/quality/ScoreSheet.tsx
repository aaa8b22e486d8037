import { useMutation } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { api, ask, Problem } from "../../api.ts";
import { useDraft } from "../../parts/draft.ts";
import { KeyScope } from "../../parts/KeyScope.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { type Answers, type Check, checkChanged, isBreach, scoreSoFar } from "./data.ts";
import { ScoreItem } from "./ScoreItem.tsx";

/** The sheet to fill: item by item, with what it comes to so far; a review fills it anew with its finding. */
export function ScoreSheet({ check, reviews = false }: { check: Check; reviews?: boolean }) {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const kept = useDraft<{ answers: Answers; comment: string }>(`check.${check.id}.${check.version}`);
  const [answers, setAnswers] = useState<Answers>(kept.draft?.answers ?? (reviews ? check.answers : {}));
  const [comment, setComment] = useState(kept.draft?.comment ?? "");
  const { items } = check.sheet;
  const change = (next: Answers, words = comment) => {
    setAnswers(next);
    setComment(words);
    kept.keep({ answers: next, comment: words });
  };
  const save = useMutation({
    mutationFn: () => {
      const given = { params: { path: { id: check.id } }, body: { version: check.version, answers, comment } };
      return reviews
        ? ask(api.POST("/api/v1/quality-checks/{id}/review", given))
        : ask(api.POST("/api/v1/quality-checks/{id}/scoring", given));
    },
    onSuccess: (saved) => {
      kept.drop();
      void message.success(t(reviews ? "quality.reviewDone" : "quality.scoredDone"));
      checkChanged(saved);
    },
  });
  const left = items.filter((item) => answers[item.key] === undefined).length;
  const silent = items.some((item) => isBreach(item, answers[item.key]) && !answers[item.key]?.note?.trim());
  const ready = left === 0 && !silent && (!reviews || comment.trim().length > 1);
  const score = scoreSoFar(items, answers);
  const reasonOf = (key: string) =>
    save.error instanceof Problem
      ? save.error.body.errors?.find((one) => one.field === `answers.${key}`)?.reason
      : undefined;
  return (
    <KeyScope className="panel quality-sheet" onSave={() => ready && save.mutate()}>
      <div className="panel-head">
        <h2>{reviews ? t("quality.reviewHere") : pick(check.sheet.title)}</h2>
        <span className="quiet small">{t("quality.sheetVersion", { version: check.sheet.version })}</span>
      </div>
      <ol className="quality-items">
        {items.map((item) => (
          <ScoreItem
            key={item.key}
            item={item}
            answer={answers[item.key]}
            problem={reasonOf(item.key)}
            onChange={(answer) => change({ ...answers, [item.key]: answer })}
          />
        ))}
      </ol>
      <div className="quality-comment">
        <Input.TextArea
          value={comment}
          maxLength={2_000}
          autoSize={{ minRows: 2 }}
          placeholder={t(reviews ? "quality.reviewComment" : "quality.comment")}
          aria-label={t(reviews ? "quality.reviewComment" : "quality.comment")}
          onChange={(event) => change(answers, event.target.value)}
        />
        <ProblemNote problem={save.error} />
      </div>
      <div className="quality-end">
        <span className="row">
          <strong className="quality-sum" aria-live="polite">
            {score ?? "—"}
          </strong>
          <span className="quiet small">
            {left > 0
              ? t("quality.left", { count: left })
              : silent
                ? t("quality.sayWhat")
                : check.passScore !== null && check.kind === "handling"
                  ? t("quality.passMark", { mark: check.passScore })
                  : ""}
          </span>
        </span>
        <Button type="primary" disabled={!ready} loading={save.isPending} onClick={() => save.mutate()}>
          {t(reviews ? "quality.giveReview" : "quality.giveScore")}
        </Button>
      </div>
    </KeyScope>
  );
}
