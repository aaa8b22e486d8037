import { useChoices } from "../../parts/nouns.ts";
import { Tag } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type CallbackPage, type Level, levelTones, useOpinionCategory } from "./data.ts";
import { RemedyLine } from "./RemedyLine.tsx";

/** What was said in a callback, and what followed. */
export function Said({ page }: { page: CallbackPage }) {
  const { t } = useText();
  const { callback } = page;
  const categoryOf = useOpinionCategory();
  const wayOf = useChoices("callback", "way");
  const facts = [
    ["opinion", callback.opinion],
    ["answered", callback.answered],
    ["fixed", callback.fixed],
    ["explanation", callback.explanation],
  ] as const;
  return (
    <>
      {callback.state === "done" && (
        <section>
          <div className="row call-rated">
            {callback.satisfaction ? (
              <Tag tone={levelTones[callback.satisfaction as Level]}>
                {t(`callbacks.level${callback.satisfaction as Level}`)}
              </Tag>
            ) : (
              <Tag>{t("callbacks.notAsked")}</Tag>
            )}
            {callback.valid === false && <Tag tone="warn">{t("callbacks.notCounted")}</Tag>}
            {callback.opinionCategory && <Tag>{categoryOf(callback.opinionCategory)}</Tag>}
            <span className="quiet small">{wayOf(callback.way)}</span>
          </div>
          <dl className="call-said">
            {callback.opinion === undefined && <p className="quiet">{t("callbacks.hiddenWords")}</p>}
            {facts.map(
              ([key, text]) =>
                text && (
                  <div key={key}>
                    <dt>{t(`callbacks.${key}`)}</dt>
                    <dd>{text}</dd>
                  </div>
                ),
            )}
            {callback.nextOn && (
              <div>
                <dt>{t("callbacks.nextOn")}</dt>
                <dd>
                  <When at={callback.nextOn} />
                </dd>
              </div>
            )}
          </dl>
        </section>
      )}
      {page.answers.length > 0 && (
        <section>
          <h3>{t("callbacks.answersTitle")}</h3>
          <dl className="call-said">
            {page.questions.map((question) => {
              const answer = page.answers.find((one) => one.question === question.key);
              const text =
                answer?.score != null
                  ? t("callbacks.points", { count: answer.score })
                  : (answer?.choices?.join("、") ?? answer?.words);
              return (
                <div key={question.key}>
                  <dt>{question.label}</dt>
                  <dd>{text ?? <span className="quiet">{t("callbacks.noAnswer")}</span>}</dd>
                </div>
              );
            })}
          </dl>
        </section>
      )}
      {page.remedies.length > 0 && (
        <section>
          <h3>{t("callbacks.remediesTitle")}</h3>
          <ul className="panel">
            {page.remedies.map((one) => (
              <RemedyLine key={one.id} remedy={one} bare />
            ))}
          </ul>
        </section>
      )}
      {page.attempts.length > 0 && <Said.Attempts page={page} />}
    </>
  );
}

Said.Attempts = function Attempts({ page }: { page: CallbackPage }) {
  const { t } = useText();
  return (
    <section>
      <h3>{t("callbacks.attemptsTitle")}</h3>
      <ul className="call-attempts">
        {page.attempts.map((one) => (
          <li key={one.id}>
            <When at={one.at} /> <span>{t(`callbacks.${one.outcome}`)}</span>{" "}
            <span className="quiet small">{one.byName}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
