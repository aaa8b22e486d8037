import { EyeInvisibleOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import type { ReactNode } from "react";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { Tag } from "../../../parts/Tag.tsx";
import { useUrlState } from "../../../parts/url-state.ts";
import { Waiting } from "../../../parts/Waiting.tsx";
import { When } from "../../../parts/When.tsx";
import { useChoices, useNoun } from "../../../parts/nouns.ts";
import { type TextKey, useText } from "../../../texts/index.ts";
import { AsWritten } from "../../messages/letter/AsWritten.tsx";
import { useLetters } from "../../messages/letter/data.ts";
import { type Entry, type Ticket, useAttachments, useColleagues, useListed } from "../data.ts";
import { useCategoryPath } from "../cells.tsx";
import { FileLink } from "./Attachments.tsx";
import { Composer } from "./Composer.tsx";
import { useThread } from "./thread.ts";
import { type Happening, type Show, shows } from "./weave.ts";

type Props = {
  readonly ticket: Ticket;
  /** The latest few only, without composer, as the drawer shows it. */
  readonly few?: boolean;
  readonly onTyping?: (typing: boolean) => void;
  /** An answer that was chosen beside it, for the reply. */
  readonly answer?: { readonly text: string } | undefined;
};

/** What was said and written on a ticket, and what happened to it, the newest first; written at the top. */
export function Thread({ ticket, few = false, onTyping, answer }: Props) {
  const { t } = useText();
  const [state, set] = useUrlState();
  const show = (!few && shows.find((one) => one === state.show)) || (few ? "talk" : "all");
  const { lines, error, waiting, more, fetchMore, fetching } = useThread(ticket.id!, show);
  const shown = few ? lines.slice(0, 4) : lines;
  const letters = useLetters(ticket.id!);
  const letterOf = (entryId: string) => letters.find((one) => one.entryId === entryId)?.id;
  // The letter that opened it; others without an entry came with tickets that were merged into this one.
  const first =
    ticket.source === "email"
      ? letters.find((one) => !one.entryId && Date.parse(one.receivedAt) === Date.parse(ticket.openedAt!))?.id
      : undefined;
  return (
    <section className="panel thread" aria-label={t("tickets.thread")}>
      <div className="panel-head">
        <h2>{t("tickets.thread")}</h2>
        {!few && (
          <Segmented<Show>
            size="small"
            className="no-print"
            value={show}
            onChange={(next) => set({ show: next === "all" ? undefined : next })}
            options={shows.map((one) => ({ value: one, label: t(`tickets.show.${one}`) }))}
          />
        )}
      </div>
      {!few && <Composer ticket={ticket} onTyping={onTyping} answer={answer} />}
      <ProblemNote problem={error} />
      {waiting && <Waiting />}
      <ol className="entries">
        {shown.map((line) =>
          line.entry ? (
            <Words key={line.id} ticket={ticket} entry={line.entry} letterId={letterOf(line.entry.id!)} />
          ) : (
            <Event key={line.id} ticket={ticket} event={line.event} />
          ),
        )}
        {more && !few && (
          <li>
            <Button size="small" onClick={fetchMore} loading={fetching}>
              {t("tickets.earlier")}
            </Button>
          </li>
        )}
        {!more && show !== "notes" && show !== "events" && (
          <li className="entry entry-customer">
            <div className="spread entry-head">
              <span>
                <strong>{t("tickets.firstWords")}</strong>{" "}
                <span className="quiet small">
                  {t("tickets.recordedBy", { name: ticket.openedByName ?? "" })} · <Channel of={ticket.source} />
                </span>
              </span>
              <span className="event-when">
                <When at={ticket.openedAt} />
              </span>
            </div>
            <Written ticket={ticket} letterId={first}>
              <p className="entry-body">{ticket.content}</p>
            </Written>
          </li>
        )}
      </ol>
    </section>
  );
}

type WrittenProps = {
  readonly ticket: Ticket;
  readonly letterId: string | undefined;
  readonly children: ReactNode;
};

/** Words that came as a letter, with the letter as it was written. */
const Written = ({ ticket, letterId, children }: WrittenProps) =>
  letterId ? <AsWritten letter={{ ticketId: ticket.id!, letterId }}>{children}</AsWritten> : children;

function Words({ ticket, entry, letterId }: { ticket: Ticket; entry: Entry; letterId: string | undefined }) {
  const { t } = useText();
  return (
    <li className={`entry entry-${entry.kind}`}>
      <div className="spread entry-head">
        <span className="row">
          <strong>{entry.kind === "customer" ? t("tickets.customer") : entry.authorName}</strong>
          {entry.kind !== "customer" && (
            <Tag
              tone={entry.kind === "reply" ? "accent" : "warn"}
              icon={entry.kind === "note" && <EyeInvisibleOutlined />}
            >
              {t(entry.kind === "reply" ? "tickets.reply" : "tickets.note")}
            </Tag>
          )}
          <span className="quiet small">{entry.channel && <Channel of={entry.channel} />}</span>
        </span>
        <span className="event-when">
          <When at={entry.at} />
        </span>
      </div>
      <Written ticket={ticket} letterId={letterId}>
        <p className="entry-body">
          <Mentioning entry={entry} />
        </p>
      </Written>
      <Files ticket={ticket} entryId={entry.id!} />
    </li>
  );
}

/** The text with the colleagues whom it calls marked. */
function Mentioning({ entry }: { entry: Entry }) {
  const { people } = useColleagues(Boolean(entry.mentions?.length));
  const names = people.filter((one) => entry.mentions?.includes(one.staffId)).map((one) => `@${one.name}`);
  if (!names.length) return <>{entry.body}</>;
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return (
    <>
      {(entry.body ?? "")
        .split(new RegExp(`(${escaped.join("|")})`))
        .map((piece, at) => (names.includes(piece) ? <mark key={at}>{piece}</mark> : piece))}
    </>
  );
}

const channelWords = new Set([
  "preferred",
  "email",
  "sms",
  "phone",
  "visit",
  "counter",
  "chat",
  "hotline",
  "social",
  "opinion_box",
  "portal",
]);
/** The way by which it was said. */
function Channel({ of }: { of: string | undefined }) {
  const { t } = useText();
  return <>{of && channelWords.has(of) ? t(`tickets.way.${of}` as TextKey) : (of ?? "")}</>;
}

function Files({ ticket, entryId }: { ticket: Ticket; entryId: string }) {
  const files = useAttachments(ticket.id!).filter((one) => one.entryId === entryId);
  if (!files.length) return null;
  return (
    <ul className="entry-files">
      {files.map((one) => (
        <li key={one.id}>
          <FileLink ticketId={ticket.id!} file={one} />
        </li>
      ))}
    </ul>
  );
}

function Event({ ticket, event }: { ticket: Ticket; event: Happening }) {
  const { t, pick } = useText();
  const pathOf = useCategoryPath();
  const kindOf = useChoices("ticket", "kind");
  const listed = useListed();
  const fields = useNoun("ticket")?.fields ?? [];
  const { departmentOf } = useColleagues(event.kind === "service.ticket.assigned");
  const detail = (() => {
    if (event.kind === "service.ticket.assigned") {
      const { assigneeId, departmentId } = event.data;
      const person = ticket.assignments?.find((one) => one.assigneeId === assigneeId)?.assigneeName;
      return [departmentOf(departmentId as string), person].filter(Boolean).join(" · ");
    }
    if (event.kind === "service.ticket.resorted") {
      const { fromId, toId, fromKind, toKind } = event.data as Record<string, string | null>;
      const named = (kind: string | null | undefined, id: string | null | undefined) =>
        [fromKind !== toKind && kindOf(kind), pathOf(id)].filter(Boolean).join(" · ") || "—";
      return t("tickets.resorted", { from: named(fromKind, fromId), to: named(toKind, toId) });
    }
    if (Array.isArray(event.data.fields))
      return listed(event.data.fields.map((key) => pick(fields.find((field) => field.key === key)?.label)));
    return "";
  })();
  return (
    <li className="entry-event">
      <span>
        {pick(event.text, event.data)}
        {detail && <span>：{detail}</span>} <span className="quiet">{event.actorName}</span>
      </span>
      <span className="event-when">
        <When at={event.at} />
      </span>
    </li>
  );
}
