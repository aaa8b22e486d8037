import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { GradeTag } from "../../parts/GradeTag.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import { AssigneeWords, CustomerWords, KindTag, Pressing, StateTag } from "./cells.tsx";
import { nobody, useTicket } from "./data.ts";
import { Promises } from "./page/Promises.tsx";
import { TakeButton } from "./page/TakeButton.tsx";
import { Thread } from "./page/Thread.tsx";

/** A ticket in the drawer of the list: what it is about, its clocks, the latest words. */
export function TicketPeek({ id }: { id: string }) {
  const { t } = useText();
  const { data: ticket, error } = useTicket(id);
  if (error) return <ProblemNote problem={error} />;
  if (!ticket) return <Waiting />;
  return (
    <div className="stack ticket-peek">
      <div className="spread">
        <span className="row">
          <KindTag kind={ticket.kind} />
          <StateTag state={ticket.state} />
          <Pressing row={ticket} />
        </span>
        <span className="row">
          <TakeButton ticket={ticket} small />
          <Link to={`/tickets/${id}` as "/"}>
            <Button size="small">{t("parts.openPage")}</Button>
          </Link>
        </span>
      </div>
      <div>
        <h2 className="ticket-peek-subject">{ticket.subject}</h2>
        <p className="row quiet small">
          {ticket.customerId && ticket.customerId !== nobody && ticket.customerName ? (
            <Link to="/customers/$id" params={{ id: ticket.customerId }}>
              {ticket.customerName}
            </Link>
          ) : (
            <CustomerWords row={ticket} />
          )}
          {ticket.grade && <GradeTag grade={ticket.grade} />}
          <span>
            {t("tickets.assigneeIs")} <AssigneeWords row={ticket} />
          </span>
        </p>
      </div>
      <Promises id={id} />
      <Thread ticket={ticket} few />
    </div>
  );
}
