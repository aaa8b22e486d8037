import { CheckCircleFilled, PlusOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useMe } from "../../../frame/me.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { Waiting } from "../../../parts/Waiting.tsx";
import { useText } from "../../../texts/index.ts";
import { DeskTabs } from "../../DeskTabs.tsx";
import { CustomerWords, KindTag } from "../cells.tsx";
import { nobody, useColleagues, useTicket } from "../data.ts";
import { Promises } from "../page/Promises.tsx";
import { Reasons } from "../Reasons.tsx";

/** What became of a registration: the number to tell the customer, who has it now and why, and by when. */
export function Registered({ id }: { id: string }) {
  const { t } = useText();
  const { me } = useMe();
  const { departmentOf } = useColleagues();
  const { data: ticket, error } = useTicket(id);
  if (!ticket)
    return (
      <div className="page page-narrow">
        <DeskTabs />
        {error ? <ProblemNote problem={error} /> : <Waiting />}
      </div>
    );
  const given = ticket.assignments?.at(-1);
  const place = departmentOf(ticket.departmentId) || ticket.departmentName;
  const who =
    ticket.assigneeId === me?.id
      ? t("tickets.givenToYou")
      : ticket.assigneeName
        ? t("tickets.givenTo", { name: ticket.assigneeName, place: place ?? "" })
        : t("tickets.givenToQueue", { place: place ?? "" });
  const ofCustomer = ticket.customerId !== nobody ? ticket.customerId : undefined;
  return (
    <div className="page page-narrow registered">
      <DeskTabs />
      <section className="panel">
        <div className="registered-head">
          <CheckCircleFilled className="registered-mark" aria-hidden />
          <div>
            <p className="quiet">{t("tickets.registered")}</p>
            <h1 className="ticket-number registered-number">{ticket.number}</h1>
            <p className="row">
              <KindTag kind={ticket.kind} />
              <span>{ticket.subject}</span>
              <span className="quiet">
                <CustomerWords row={ticket} />
              </span>
            </p>
          </div>
        </div>
        <div className="registered-why">
          <h2>{who}</h2>
          {given && <Reasons of={given} />}
        </div>
        <div className="registered-foot row">
          <Link to={`/tickets/${id}` as "/"}>
            <Button type="primary">{t("tickets.openIt")}</Button>
          </Link>
          <Link to={"/tickets/new" as "/"} search={(ofCustomer ? { customer: ofCustomer } : {}) as never}>
            <Button icon={<PlusOutlined />}>{t(ofCustomer ? "tickets.anotherOfCustomer" : "tickets.another")}</Button>
          </Link>
          {ofCustomer && (
            <Link to="/customers/$id" params={{ id: ofCustomer }}>
              <Button>{t("tickets.toCustomer")}</Button>
            </Link>
          )}
        </div>
      </section>
      <Promises id={id} />
    </div>
  );
}
