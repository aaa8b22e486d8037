import { Link } from "@tanstack/react-router";
import { Alert } from "antd";
import { groupPhone } from "../../parts/Masked.tsx";
import { useChoices } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { BulkActions } from "./BulkActions.tsx";
import { State, Who } from "./cells.tsx";
import { type Message, useMessage } from "./data.ts";

/** One message: where it goes, how it stands, what it says. */
export function MessagePanel({ id }: { id: string }) {
  const { t } = useText();
  const { data: message, error } = useMessage(id);
  const problem = useChoices("message", "problem");
  if (error && !message) return <ProblemNote problem={error} />;
  if (!message) return <Waiting />;
  const unsent = message.state === "queued" || message.state === "failed";
  return (
    <div className="stack">
      {message.problem && (
        <Alert type={message.state === "failed" ? "error" : "warning"} showIcon title={problem(message.problem)} />
      )}
      <Facts message={message} />
      {message.subject && (
        <section>
          <h3 className="message-part">{t("messages.subject")}</h3>
          <p>{message.subject}</p>
        </section>
      )}
      {message.body !== undefined && (
        <section>
          <h3 className="message-part">{t("messages.text")}</h3>
          <p className="message-words">{message.body}</p>
        </section>
      )}
      {unsent && (
        <div className="row">
          <BulkActions ids={[id]} sayRetry={t(message.state === "failed" ? "messages.again" : "messages.retry")} />
        </div>
      )}
    </div>
  );
}

function Facts({ message }: { message: Message }) {
  const { t } = useText();
  const way = useChoices("message", "way");
  return (
    <dl className="message-facts">
      <dt>{t("messages.customer")}</dt>
      <dd>
        <Who message={message} />
      </dd>
      <dt>{t("messages.to")}</dt>
      <dd>
        {message.way === "portal" ? (
          message.state === "sent" ? (
            t("messages.standsInPortal")
          ) : (
            <span className="quiet">—</span>
          )
        ) : (
          <>
            {way(message.way)} {message.address && groupPhone(message.address)}
          </>
        )}
      </dd>
      {message.ticketId && (
        <>
          <dt>{t("messages.ticket")}</dt>
          <dd>
            <Link to={`/tickets/${message.ticketId}` as "/"}>{message.ticketNumber ?? t("messages.openTicket")}</Link>
          </dd>
        </>
      )}
      <dt>{t("messages.written")}</dt>
      <dd>
        <When at={message.createdAt} /> <span className="quiet">{message.authorName}</span>
      </dd>
      <dt>
        {t(message.sentAt ? "messages.sent" : message.state === "queued" ? "messages.nextTry" : "messages.state")}
      </dt>
      <dd>
        <span className="row">
          {message.sentAt ? <When at={message.sentAt} /> : message.state === "queued" && <When at={message.nextAt} />}
          <State message={message} />
          {Boolean(message.attempts) && (
            <span className="quiet">{t("messages.tries", { count: message.attempts! })}</span>
          )}
        </span>
      </dd>
    </dl>
  );
}
