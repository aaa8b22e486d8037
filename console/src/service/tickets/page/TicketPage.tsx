import { useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { queries } from "../../../api.ts";
import { useLive } from "../../../live/useLive.ts";
import { useNoticesRead } from "../../../notices/bell.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { Waiting } from "../../../parts/Waiting.tsx";
import { DeskTabs } from "../../DeskTabs.tsx";
import { Suggestions } from "../../knowledge/Suggestions.tsx";
import { ChooseForQuality } from "../../quality/ChooseForQuality.tsx";
import { ComplaintSteps, SuggestionSteps } from "../../complaint/index.ts";
import { useTicket, useWorks, ticketChanged } from "../data.ts";
import "../tickets.css";
import { Attachments } from "./Attachments.tsx";
import { Assignments } from "./Assignments.tsx";
import { CustomerGlance } from "./CustomerGlance.tsx";
import { Facts } from "./Facts.tsx";
import { Head } from "./Head.tsx";
import { Links } from "./Links.tsx";
import { Promises } from "./Promises.tsx";
import { Thread } from "./Thread.tsx";
import { Watchers } from "./Watchers.tsx";

/** One ticket: what it is about and for whom, what was said, what was promised. A colleague's change appears by itself. */
export function TicketPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: ticket, error } = useTicket(id);
  const [typing, setTyping] = useState(false);
  const [answer, setAnswer] = useState<{ text: string }>();
  const works = useWorks(ticket ?? {});
  useTicketLive(id);
  useNoticesRead(ticket && id);
  if (error && !ticket)
    return (
      <div className="page">
        <DeskTabs />
        <ProblemNote problem={error} />
      </div>
    );
  if (!ticket) return <Waiting lines={8} />;
  return (
    <div className="page ticket-page" key={id}>
      <DeskTabs />
      <Head ticket={ticket} typing={typing} />
      <div className="ticket-columns">
        <div className="stack ticket-left">
          <Facts ticket={ticket} />
          <CustomerGlance ticket={ticket} />
        </div>
        <div className="stack ticket-middle">
          {ticket.kind === "complaint" && <ComplaintSteps ticket={ticket} onChanged={() => void ticketChanged(id)} />}
          {ticket.kind === "suggestion" && <SuggestionSteps ticket={ticket} onChanged={() => void ticketChanged(id)} />}
          <Thread ticket={ticket} onTyping={setTyping} answer={answer} />
        </div>
        <aside className="stack ticket-side">
          <Promises id={id} />
          {works && (
            <Suggestions
              text={`${ticket.subject ?? ""}\n${ticket.content ?? ""}`}
              ticketId={id}
              onUse={(text) => setAnswer({ text })}
            />
          )}
          <Attachments ticket={ticket} />
          <Assignments ticket={ticket} />
          <Links ticket={ticket} />
          <Watchers ticket={ticket} />
          {ticket.solvedAt && <ChooseForQuality subjectType="ticket" subjectId={id} />}
        </aside>
      </div>
    </div>
  );
}

function useTicketLive(id: string) {
  const timer = useRef(0);
  useLive(`ticket:${id}`, ({ type }) => {
    if (type === "presence") return;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void queries.invalidateQueries({ queryKey: ["tickets", id] }), 150);
  });
}
