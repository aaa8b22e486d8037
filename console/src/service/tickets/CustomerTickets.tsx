import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { AssigneeWords, KindTag, StateTag, TimeLeft } from "./cells.tsx";
import { isArchived, type TicketRow } from "./data.ts";

/** A customer's tickets: the open ones with their time left, then those closed last. A section of the customer's page. */
export function CustomerTickets({ id, erased = false }: { id: string; erased?: boolean }) {
  const { t } = useText();
  const { may } = useMe();
  const sees = may("service.tickets.read");
  const { data } = useQuery({
    queryKey: ["ticket", "of-customer", id, "page"],
    queryFn: () => ask(api.GET("/api/v1/tickets", { params: { query: { queue: "all", customerId: id, limit: 50 } } })),
    enabled: sees,
  });
  if (!sees) return null;
  const items = data?.items ?? [];
  const open = items.filter((one) => !isArchived(one));
  const closed = items.filter((one) => one.state === "closed").slice(0, 3);
  return (
    <section className="panel" aria-labelledby="customer-tickets">
      <div className="panel-head">
        <h2 id="customer-tickets">{t("tickets.ofCustomer")}</h2>
        {may("service.tickets.create") && !erased && (
          <Link to={"/tickets/new" as "/"} search={{ customer: id } as never} className="no-print">
            <Button size="small" type="link">
              {t("tickets.new")}
            </Button>
          </Link>
        )}
      </div>
      {data && !items.length && <p className="side-none">{t("tickets.ofCustomerNone")}</p>}
      <ul className="side-list">
        {[...open, ...closed].map((one) => (
          <Line key={one.id} row={one} />
        ))}
      </ul>
      {items.length > open.length + closed.length && (
        <p className="side-none">
          <Link to={"/tickets" as "/"} search={{ queue: "all", sort: "-openedAt", customerId: id } as never}>
            {t("tickets.ofCustomerAll")}
          </Link>
        </p>
      )}
    </section>
  );
}

function Line({ row }: { row: TicketRow }) {
  return (
    <li>
      <div className="spread">
        <Link to={`/tickets/${row.id}` as "/"} className="glance-words">
          {row.subject ?? row.number}
        </Link>
        <StateTag state={row.state} />
      </div>
      <div className="spread">
        <span className="row quiet small">
          <KindTag kind={row.kind} />
          <span className="nowrap">{row.closedAt ? <When at={row.closedAt} /> : <AssigneeWords row={row} />}</span>
        </span>
        {!isArchived(row) && <TimeLeft row={row} />}
      </div>
    </li>
  );
}
