import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, ask, queries, Refused, type Schema } from "./api.ts";
import { useTexts } from "./language.ts";
import { Note, Waiting, When } from "./parts.tsx";
import { Question, type Value } from "./Question.tsx";
import type { texts } from "./texts.ts";

type Own = Schema<"OwnCallbackPage">;

/** One callback: its questions, or that it is answered. */
export function CallbackPage() {
  const { say } = useTexts();
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useQuery({
    queryKey: ["callbacks", "one", id],
    queryFn: () => ask(api.GET("/api/v1/portal/callbacks/{id}", { params: { path: { id } } })),
  });
  return (
    <>
      <Link to="/callbacks" className="back">
        ← {say("callbacks")}
      </Link>
      {!data ? (
        <Waiting error={error} retry={() => void refetch()} />
      ) : data.isOpen ? (
        <Asked key={id} callback={data} />
      ) : (
        <Answered callback={data} />
      )}
    </>
  );
}

function Answered({ callback }: { callback: Own }) {
  const { say } = useTexts();
  return (
    <section className="card" role="status">
      <h1>{say("callbackThanks")}</h1>
      <p className="quiet">
        {say(`reason_${callback.reason}` as keyof typeof texts)}
        {callback.answeredAt && (
          <>
            {" · "}
            <When at={callback.answeredAt} />
          </>
        )}
      </p>
      {callback.satisfaction !== null && (
        <p>
          {say("callbackSaid")} <b>{say(`level_${callback.satisfaction}` as keyof typeof texts)}</b>
        </p>
      )}
      {callback.opinion && <p className="outcome">{callback.opinion}</p>}
      {callback.satisfaction !== null && callback.satisfaction <= 2 && <p>{say("callbackAgain")}</p>}
    </section>
  );
}

const levels = [5, 4, 3, 2, 1] as const;

function Asked({ callback }: { callback: Own }) {
  const { say } = useTexts();
  const [satisfaction, setSatisfaction] = useState<number>();
  const [values, setValues] = useState<Record<string, Value>>({});
  const [opinion, setOpinion] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (satisfaction === undefined) return setProblem(say("callbackChoose"));
    setBusy(true);
    setProblem(undefined);
    const answers = callback.questions.flatMap(({ key }) => (values[key] ? [{ question: key, ...values[key] }] : []));
    try {
      const path = { id: callback.id };
      const body = { satisfaction, answers, ...(opinion.trim() && { opinion: opinion.trim() }) };
      const done = await ask(api.POST("/api/v1/portal/callbacks/{id}/answer", { params: { path }, body }));
      queries.setQueryData(["callbacks", "one", callback.id], done);
      window.scrollTo(0, 0);
    } catch (error) {
      const refused = error as Refused;
      setProblem(Object.values(refused.fields)[0] ?? refused.message);
      setBusy(false);
      // Answered elsewhere meanwhile, under the link of the message.
      if (refused.status === 409) await queries.invalidateQueries({ queryKey: ["callbacks", "one", callback.id] });
    }
    await queries.invalidateQueries({ queryKey: ["callbacks"], exact: true });
  };
  return (
    <form className="card" onSubmit={(event) => void submit(event)} noValidate>
      <h1>{say("callbackTitle")}</h1>
      <p className="quiet">
        {say(`reason_${callback.reason}` as keyof typeof texts)} · {say("callbackLead")}
      </p>
      <fieldset className="choices levels">
        <legend>{say("callbackSatisfaction")}</legend>
        {levels.map((level) => (
          <label key={level}>
            <input
              type="radio"
              aria-label={say(`level_${level}`)}
              name="satisfaction"
              checked={satisfaction === level}
              onChange={() => setSatisfaction(level)}
            />
            {say(`level_${level}`)}
          </label>
        ))}
      </fieldset>
      {callback.questions.map((question) => (
        <Question
          key={question.key}
          question={question}
          value={values[question.key]}
          change={(value) =>
            setValues(({ [question.key]: _, ...rest }) => (value ? { ...rest, [question.key]: value } : rest))
          }
        />
      ))}
      <label>
        {say("callbackOpinion")}
        <textarea
          aria-label={say("callbackOpinion")}
          rows={4}
          maxLength={2000}
          value={opinion}
          onChange={(event) => setOpinion(event.target.value)}
        />
      </label>
      <Note>{problem}</Note>
      <button type="submit" className="main" disabled={busy}>
        {say("callbackSend")}
      </button>
    </form>
  );
}
