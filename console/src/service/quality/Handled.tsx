import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, ask } from "../../api.ts";
import { useChoices } from "../../parts/nouns.ts";
import { Problem } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import type { Check } from "./data.ts";

/** The contact or ticket that a check is about, as the reader may see it. */
export function Handled({ check }: { check: Check }) {
  const { t } = useText();
  return (
    <section className="panel quality-handled" aria-label={t("quality.subject")}>
      <div className="panel-head">
        <h2>{t("quality.subject")}</h2>
      </div>
      <div className="panel-body stack">
        {check.subjectType === "contact" ? <Contact id={check.subjectId} /> : <Ticket id={check.subjectId} />}
      </div>
    </section>
  );
}

/** Whoever has no right to it is told so in plain words. */
function Refused({ problem }: { problem: unknown }) {
  const { t } = useText();
  const hidden = problem instanceof Problem && [403, 404].includes(problem.body.status);
  return hidden ? <p className="quiet">{t("quality.subjectHidden")}</p> : <ProblemNote problem={problem} />;
}

function Contact({ id }: { id: string }) {
  const { t } = useText();
  const channel = useChoices("serviceContact", "channel");
  const { data, error, isPending } = useQuery({
    queryKey: ["contacts", "one", id],
    queryFn: () => ask(api.GET("/api/v1/contacts/{id}", { params: { path: { id } } })),
    retry: false,
  });
  if (error) return <Refused problem={error} />;
  if (isPending) return <Waiting />;
  return (
    <>
      <div className="row">
        <Tag tone="accent">{channel(data.channel)}</Tag>
        <When at={data.at} />
        {data.seconds !== null && data.seconds !== undefined && (
          <span className="quiet">{t("quality.seconds", { count: data.seconds })}</span>
        )}
        {data.recordingUrl && /^https?:\/\//.test(data.recordingUrl) && (
          <a href={data.recordingUrl} target="_blank" rel="noopener noreferrer">
            {t("quality.recording")}
          </a>
        )}
      </div>
      {data.subject && <h3 className="quality-subject">{data.subject}</h3>}
      <p className="pre-wrap">{data.content ?? <span className="quiet">{t("quality.noWords")}</span>}</p>
      {data.ticketId && (
        <>
          <hr className="quality-rule" />
          <Ticket id={data.ticketId} />
        </>
      )}
    </>
  );
}

function Ticket({ id }: { id: string }) {
  const { t } = useText();
  const stateOf = useChoices("ticket", "state");
  const ticket = useQuery({
    queryKey: ["tickets", "one", id],
    queryFn: () => ask(api.GET("/api/v1/tickets/{id}", { params: { path: { id } } })),
    retry: false,
  });
  const entries = useQuery({
    queryKey: ["tickets", "entries", id, "quality"],
    queryFn: () => ask(api.GET("/api/v1/tickets/{id}/entries", { params: { path: { id }, query: { limit: 200 } } })),
    enabled: ticket.isSuccess,
    retry: false,
  });
  if (ticket.error) return <Refused problem={ticket.error} />;
  if (!ticket.data) return <Waiting />;
  const { number, state, subject, content, openedAt } = ticket.data;
  return (
    <>
      <div className="spread">
        <span className="row">
          <strong>{number}</strong>
          <Tag>{stateOf(state)}</Tag>
          <When at={openedAt} />
        </span>
        <Link to={`/tickets/${id}` as "/"}>{t("quality.openTicket")}</Link>
      </div>
      {subject && <h3 className="quality-subject">{subject}</h3>}
      {content && <p className="pre-wrap">{content}</p>}
      {(entries.data?.items.length ?? 0) > 0 && (
        <>
          <h3 className="quality-part">{t("quality.entries")}</h3>
          <ol className="quality-entries">
            {entries.data!.items.toReversed().map((one) => (
              <li key={one.id} className={`quality-entry quality-entry-${one.kind}`}>
                <span className="quiet small">
                  {t(`quality.${one.kind as "note"}`)} · {one.authorName} · <When at={one.at} />
                </span>
                <p className="pre-wrap">{one.body}</p>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
