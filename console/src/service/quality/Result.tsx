import type { ReactNode } from "react";
import { useMe } from "../../frame/me.ts";
import { Tag } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type Check, isBreach, type SheetItem } from "./data.ts";
import { DisputeDialog, LookDialog, TalkDialog } from "./dialogs.tsx";
import { Score } from "./Score.tsx";
import { ScoreSheet } from "./ScoreSheet.tsx";

/** What was found, item by item, and what followed: the dispute, its review, the talk, the second look. */
export function Result({ check }: { check: Check }) {
  const { t } = useText();
  const { me } = useMe();
  const own = me?.id === check.staffId;
  const scorer = me?.name === check.scoredByName;
  return (
    <div className="stack">
      <section className="panel">
        <div className="panel-head">
          <h2>{t("quality.result")}</h2>
          <span className="row">
            {check.firstScore !== null && (
              <span className="quiet small">{t("quality.firstScore", { score: check.firstScore })}</span>
            )}
            <Score check={check} />
          </span>
        </div>
        <ol className="quality-items">
          {check.sheet.items.map((item) => (
            <Found key={item.key} item={item} check={check} />
          ))}
        </ol>
        {(check.comment || check.scoredByName) && (
          <Said
            who={t("quality.scoredBy", { name: check.scoredByName ?? "" })}
            at={check.scoredAt}
            text={check.comment}
          />
        )}
        {check.dispute && (
          <Said
            who={t("quality.disputeOf", { name: check.staffName })}
            at={check.disputedAt}
            text={check.dispute}
            tone={check.state === "disputed" ? "warn" : undefined}
          />
        )}
        {check.review && (
          <Said
            who={t("quality.reviewOf", { name: check.reviewedByName ?? "" })}
            at={check.reviewedAt}
            text={check.review}
          />
        )}
        {check.improvements && (
          <Said
            who={t("quality.talkOf", { name: check.talkedByName ?? "" })}
            at={check.talkedAt}
            text={check.improvements}
          >
            <span className="quiet small">
              {t("quality.lookAgainOn")} <When at={check.lookAgainOn} />
            </span>
          </Said>
        )}
        {check.lookedAt && (
          <Said
            who={t("quality.lookOf", { name: check.lookedByName ?? "" })}
            at={check.lookedAt}
            text={check.lookedNote}
          >
            <Tag tone={check.improved ? "good" : "bad"}>
              {t(check.improved ? "quality.improved" : "quality.notImproved")}
            </Tag>
          </Said>
        )}
        <div className="quality-end quality-verbs">
          {own && check.state === "scored" && <DisputeDialog check={check} />}
          {check.mayScore && check.state !== "disputed" && !check.talkedAt && check.needsTalk && (
            <TalkDialog check={check} />
          )}
          {check.mayScore && check.lookAgainOn && !check.lookedAt && <LookDialog check={check} />}
        </div>
      </section>
      {check.state === "disputed" && check.mayScore && !scorer && <ScoreSheet check={check} reviews />}
      {check.state === "disputed" && check.mayScore && scorer && (
        <p className="panel panel-body quiet">{t("quality.notYourself")}</p>
      )}
    </div>
  );
}

function Found({ item, check }: { item: SheetItem; check: Check }) {
  const { t, pick } = useText();
  const answer = check.answers[item.key];
  const value = answer?.value ?? null;
  const breach = isBreach(item, answer);
  return (
    <li className="quality-item">
      <div className="spread">
        <span className="quality-item-name">{pick(item.label)}</span>
        {value === null ? (
          <span className="quiet">{t("quality.notMet")}</span>
        ) : typeof value === "boolean" ? (
          <Tag tone={value ? "good" : breach ? "bad" : "warn"}>{t(value ? "quality.kept" : "quality.notKept")}</Tag>
        ) : (
          <span className="row">
            <span className="quality-bar" aria-hidden="true">
              <span style={{ width: `${(value / item.steps) * 100}%` }} />
            </span>
            <strong className="number">
              {value} / {item.steps}
            </strong>
          </span>
        )}
      </div>
      {answer?.note && <p className="quiet pre-wrap">{answer.note}</p>}
    </li>
  );
}

type SaidProps = {
  who: string;
  at: string | null;
  text: string | null;
  tone?: "warn" | undefined;
  children?: ReactNode;
};

const Said = ({ who, at, text, tone, children }: SaidProps) => (
  <div className={tone ? "quality-said quality-said-warn" : "quality-said"}>
    <span className="row">
      <strong>{who}</strong>
      <span className="quiet small">
        <When at={at} />
      </span>
      {children}
    </span>
    {text && <p className="pre-wrap">{text}</p>}
  </div>
);
