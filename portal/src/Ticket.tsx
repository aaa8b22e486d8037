import { type FormEvent, useState } from "react";
import type { Refused, Schema } from "./api.ts";
import { FilePicker, GivenFiles, useFiles } from "./Files.tsx";
import { useTexts } from "./language.ts";
import { Note, State, When } from "./parts.tsx";
import type { texts } from "./texts.ts";

type Own = Schema<"OwnTicketPage">;
export type Added = { body?: string; files: string[] };
type Answer = { satisfied: boolean; words?: string };

/** A ticket as its customer sees it: how far it is, what was said, and what they can do now. */
export function Ticket({
  ticket,
  at,
  uploads,
  write,
  answer,
}: {
  ticket: Own;
  /** Where its files lie, and where new ones are sent. */
  at: string;
  uploads: string;
  write: (added: Added) => Promise<unknown>;
  answer: (given: Answer) => Promise<unknown>;
}) {
  const { say } = useTexts();
  const urlOf = (id: string) => `${at}/files/${id}`;
  const known = new Set(ticket.entries.map((one) => one.id));
  const filesOf = (entryId: string) => ticket.files.filter((one) => one.entryId === entryId);
  const loose = (by: "customer" | "staff") =>
    ticket.files.filter((one) => one.givenBy === by && !(one.entryId && known.has(one.entryId)));
  return (
    <article className="card">
      <div className="row">
        <h1>{ticket.subject}</h1>
        <State state={ticket.state} />
      </div>
      <p className="quiet">
        {say(ticket.kind as keyof typeof texts)} · {ticket.number}
      </p>
      <dl>
        <dt>{say("opened")}</dt>
        <dd>
          <When at={ticket.openedAt} />
        </dd>
        {ticket.promisedAt && (
          <>
            <dt>{say("promised")}</dt>
            <dd>
              <When at={ticket.promisedAt} />
            </dd>
          </>
        )}
        {ticket.closedAt && (
          <>
            <dt>{say("closedAt")}</dt>
            <dd>
              <When at={ticket.closedAt} />
            </dd>
          </>
        )}
      </dl>
      <ol className="thread">
        <li className="customer">
          <p>{ticket.content}</p>
          <GivenFiles files={loose("customer")} urlOf={urlOf} />
          <small className="quiet">{say("you")}</small>
        </li>
        {ticket.entries.map((one) => (
          <li key={one.id} className={one.kind}>
            <p>{one.body}</p>
            <GivenFiles files={filesOf(one.id)} urlOf={urlOf} />
            <small className="quiet">
              {one.kind === "customer" ? say("you") : one.authorName} · <When at={one.at} />
            </small>
          </li>
        ))}
      </ol>
      {loose("staff").length > 0 && (
        <section>
          <h2>{say("filesGiven")}</h2>
          <GivenFiles files={loose("staff")} urlOf={urlOf} />
        </section>
      )}
      {ticket.outcome && (
        <p className="outcome">
          <b>{say("result")}</b> {ticket.outcome}
        </p>
      )}
      {ticket.kind === "complaint" && ticket.state === "told" ? (
        <Verdict answer={answer} />
      ) : (
        <Composer closed={ticket.state === "closed"} uploads={uploads} write={write} />
      )}
    </article>
  );
}

function useSending() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const send = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    const done = await work().then(
      () => true,
      (error: Refused) => (setProblem(Object.values(error.fields)[0] ?? error.message), false),
    );
    setBusy(false);
    return done;
  };
  return { busy, problem, send };
}

function Composer({
  closed,
  uploads,
  write,
}: {
  closed: boolean;
  uploads: string;
  write: (added: Added) => Promise<unknown>;
}) {
  const { say } = useTexts();
  const [body, setBody] = useState("");
  const files = useFiles(uploads);
  const { busy, problem, send } = useSending();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const words = body.trim();
    if (!(await send(() => write({ ...(words && { body: words }), files: files.ids })))) return;
    setBody("");
    files.clear();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      {closed && <p className="quiet">{say("addClosed")}</p>}
      <label>
        {say("add")}
        <textarea
          aria-label={say("add")}
          required={!files.ids.length}
          rows={3}
          maxLength={5000}
          value={body}
          onChange={(event) => setBody(event.target.value)}
        />
      </label>
      <FilePicker files={files} />
      <Note>{problem}</Note>
      <button type="submit" className="main" disabled={busy || files.busy}>
        {say("addSend")}
      </button>
    </form>
  );
}

/** T5.2.4: the complainer is asked whether the result satisfies them. */
function Verdict({ answer }: { answer: (given: Answer) => Promise<unknown> }) {
  const { say } = useTexts();
  const [asks, setAsks] = useState(false);
  const [words, setWords] = useState("");
  const { busy, problem, send } = useSending();
  return (
    <section className="verdict">
      <h2>{say("ask")}</h2>
      {asks ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void send(() => answer({ satisfied: false, words }));
          }}
        >
          <label>
            {say("why")}
            <textarea
              aria-label={say("why")}
              required
              rows={3}
              maxLength={5000}
              autoFocus
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </label>
          <button type="submit" className="main" disabled={busy}>
            {say("whySend")}
          </button>
        </form>
      ) : (
        <div className="row">
          <button
            type="button"
            className="main"
            disabled={busy}
            onClick={() => void send(() => answer({ satisfied: true }))}
          >
            {say("satisfied")}
          </button>
          <button type="button" disabled={busy} onClick={() => setAsks(true)}>
            {say("dissatisfied")}
          </button>
        </div>
      )}
      <Note>{problem}</Note>
    </section>
  );
}
