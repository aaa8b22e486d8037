import { ArrowLeftOutlined, CopyOutlined } from "@ant-design/icons";
import { Link, useNavigate, useRouter } from "@tanstack/react-router";
import { App, Button } from "antd";
import { Presence } from "../../../live/Presence.tsx";
import { DueBar } from "../../../parts/DueBar.tsx";
import { GradeTag } from "../../../parts/GradeTag.tsx";
import { When } from "../../../parts/When.tsx";
import { useText } from "../../../texts/index.ts";
import { CustomerWords, KindTag, StateTag } from "../cells.tsx";
import { isArchived, nobody, type Ticket, usePromises } from "../data.ts";
import { Actions } from "./actions/Actions.tsx";
import { Choice, SubjectLine } from "./Editable.tsx";
import { isRunning, WhyDue } from "./Promises.tsx";

/** Number, subject, whose it is; kind, state, how bad and how urgent; what is due next and why; what can be done. */
export function Head({ ticket, typing }: { ticket: Ticket; typing: boolean }) {
  const { t } = useText();
  const { message } = App.useApp();
  const back = useBack();
  const number = ticket.number ?? "";
  const copy = () =>
    void navigator.clipboard.writeText(number).then(
      () => message.success(t("tickets.copied")),
      () => message.info(number),
    );
  return (
    <header className="ticket-head panel">
      <div className="ticket-head-main">
        <button type="button" className="customer-back ticket-back" aria-label={t("tickets.title")} onClick={back}>
          <ArrowLeftOutlined />
        </button>
        <div className="ticket-head-words">
          <div className="row ticket-head-top">
            <span className="ticket-number">{number}</span>
            <Button type="text" size="small" icon={<CopyOutlined />} aria-label={t("tickets.copy")} onClick={copy} />
            <KindTag kind={ticket.kind} />
            <StateTag state={ticket.state} />
            <Presence subjectType="ticket" subjectId={ticket.id!} typing={typing} />
          </div>
          <SubjectLine ticket={ticket} />
          <div className="row ticket-head-facts">
            {ticket.customerId && ticket.customerId !== nobody && ticket.customerName ? (
              <Link to="/customers/$id" params={{ id: ticket.customerId }}>
                {ticket.customerName}
              </Link>
            ) : (
              <CustomerWords row={ticket} />
            )}
            {ticket.grade && <GradeTag grade={ticket.grade} />}
            <Choice ticket={ticket} field="urgency" />
            <Choice ticket={ticket} field="severity" />
          </div>
          {ticket.state === "waiting" && ticket.waitingFor && (
            <p className="ticket-waits">{t("tickets.waitsFor", { what: ticket.waitingFor })}</p>
          )}
          {ticket.outcome && isArchived(ticket) && (
            <p className="ticket-outcome">
              <span className="quiet">{t("tickets.outcome")}</span> {ticket.outcome}
            </p>
          )}
        </div>
        <NextDue ticket={ticket} />
      </div>
      <Actions ticket={ticket} />
    </header>
  );
}

/** The clock that ends first, with the sum behind it. */
function NextDue({ ticket }: { ticket: Ticket }) {
  const { t, pick } = useText();
  const { data } = usePromises(ticket.id!);
  const running = (data?.items ?? []).filter((one) => isRunning(one) && one.dueAt);
  const next = running.sort((a, b) => Date.parse(a.dueAt!) - Date.parse(b.dueAt!))[0];
  if (!next)
    return ticket.closedAt ? (
      <div className="ticket-due">
        <span className="quiet small">{t("tickets.closedAt")}</span>
        <strong>
          <When at={ticket.closedAt} />
        </strong>
      </div>
    ) : null;
  return (
    <div className="ticket-due">
      <span className="quiet small">
        {pick(next.label)} <WhyDue ticketId={ticket.id!} promise={next} />
      </span>
      <strong>
        <When at={next.dueAt} />
      </strong>
      <DueBar openedAt={next.openedAt} dueAt={next.dueAt!} />
    </div>
  );
}

/** Back to the list as it was left; to the queue where one came by a link. */
function useBack() {
  const router = useRouter();
  const navigate = useNavigate();
  return () => (router.history.canGoBack() ? router.history.back() : void navigate({ to: "/tickets" as "/" }));
}
