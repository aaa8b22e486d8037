import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, ask, type Schema } from "../../../api.ts";
import { useRecords } from "../../../customers/page/records.ts";
import { useMe } from "../../../frame/me.ts";
import { GradeTag } from "../../../parts/GradeTag.tsx";
import { useChoices, useNoun } from "../../../parts/nouns.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { Tag } from "../../../parts/Tag.tsx";
import { Waiting } from "../../../parts/Waiting.tsx";
import { When } from "../../../parts/When.tsx";
import { useText } from "../../../texts/index.ts";
import { StateTag } from "../cells.tsx";
import { nobody, type Ticket, useListed } from "../data.ts";

/** Who the ticket is for: class, grade, services, other open tickets and the last contacts. */
export function CustomerGlance({ ticket }: { ticket: Ticket }) {
  const { t } = useText();
  const { may } = useMe();
  const id = ticket.customerId!;
  if (id === nobody)
    return (
      <section className="panel">
        <div className="panel-head">
          <h2>{t("tickets.customer")}</h2>
        </div>
        <p className="side-none">{t("tickets.nobodyLead")}</p>
      </section>
    );
  if (!may("customers.read") || !ticket.customerName) return null;
  return <Known id={id} ticketId={ticket.id!} />;
}

function Known({ id, ticketId }: { id: string; ticketId: string }) {
  const { t } = useText();
  const classOf = useChoices("customer", "class");
  const stateOf = useChoices("customer", "state");
  const { data: customer, error } = useQuery({
    queryKey: ["customers", id],
    queryFn: () => ask(api.GET("/api/v1/customers/{id}", { params: { path: { id } } })),
  });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("tickets.customer")}</h2>
        <Link to="/customers/$id" params={{ id }}>
          {t("parts.openPage")}
        </Link>
      </div>
      <ProblemNote problem={error} />
      {!customer && !error && <Waiting lines={3} />}
      {customer && (
        <div className="glance">
          <div className="row">
            <strong>{customer.name}</strong>
            {customer.class && <Tag>{classOf(customer.class)}</Tag>}
            {customer.grade && <GradeTag grade={customer.grade} />}
            {customer.state && customer.state !== "active" && <Tag tone="warn">{stateOf(customer.state)}</Tag>}
          </div>
          <Held id={id} />
          <OtherTickets id={id} except={ticketId} />
          <LastContacts id={id} />
        </div>
      )}
    </section>
  );
}

function Held({ id }: { id: string }) {
  const { t } = useText();
  const listed = useListed();
  const sees = (useNoun("service")?.fields.length ?? 0) > 0;
  const held = useRecords<Schema<"ServiceHeld">>(id, "services").filter((one) => !one.endedOn);
  if (!sees || !held.length) return null;
  return (
    <div>
      <h3>{t("customers.services")}</h3>
      <p>{listed(held.map((one) => one.name))}</p>
    </div>
  );
}

function OtherTickets({ id, except }: { id: string; except: string }) {
  const { t } = useText();
  const { data } = useQuery({
    queryKey: ["ticket", "of-customer", id],
    queryFn: () => ask(api.GET("/api/v1/tickets", { params: { query: { queue: "all", customerId: id, limit: 6 } } })),
  });
  const others = (data?.items ?? []).filter((one) => one.id !== except).slice(0, 5);
  if (!others.length) return null;
  return (
    <div>
      <h3>{t("tickets.others")}</h3>
      <ul className="glance-list">
        {others.map((one) => (
          <li key={one.id} className="spread">
            <Link to={`/tickets/${one.id}` as "/"} className="glance-words">
              {one.subject}
            </Link>
            <StateTag state={one.state} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function LastContacts({ id }: { id: string }) {
  const { t } = useText();
  const { may } = useMe();
  const channelOf = useChoices("serviceContact", "channel");
  const stateOf = useChoices("serviceContact", "state");
  const { data } = useQuery({
    queryKey: ["customers", id, "service-contacts"],
    queryFn: () =>
      ask(api.GET("/api/v1/customers/{id}/service-contacts", { params: { path: { id }, query: { limit: 4 } } })),
    enabled: may("service.contacts.read"),
  });
  const items = data?.items ?? [];
  if (!items.length) return null;
  return (
    <div>
      <h3>{t("tickets.lastContacts")}</h3>
      <ul className="glance-list">
        {items.map((one) => (
          <li key={one.id} className="spread">
            <span className="glance-words">
              <span className="quiet">{channelOf(one.channel)}</span> {one.subject ?? one.content ?? stateOf(one.state)}
            </span>
            <span className="quiet small">
              <When at={one.at} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
