import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { api, ask } from "../../../api.ts";
import { useText } from "../../../texts/index.ts";
import { When } from "../../../parts/When.tsx";
import { AssigneeWords, KindTag, StateTag } from "../cells.tsx";
import { layOutWords } from "../page/Composer.tsx";

type Props = {
  readonly customerId: string | undefined;
  readonly kind: string;
  readonly words: string;
  readonly source: string;
};

const running = "new,working,waiting,solved,reviewed,told";

/** Open tickets of this customer, those of the same kind first: what is said may belong to one of them. */
export function Others({ customerId, kind, words, source }: Props) {
  const { t } = useText();
  const navigate = useNavigate();
  const { data } = useQuery({
    queryKey: ["ticket", "of-customer", customerId, "open"],
    queryFn: () =>
      ask(
        api.GET("/api/v1/tickets", {
          params: { query: { queue: "all", customerId: customerId!, state: running, limit: 20 } },
        }),
      ),
    enabled: Boolean(customerId),
  });
  const items = [...(data?.items ?? [])].sort((a, b) => Number(b.kind === kind) - Number(a.kind === kind)).slice(0, 6);
  const belongs = (id: string) => {
    if (words.trim()) layOutWords(id, words.trim(), source);
    void navigate({ to: `/tickets/${id}` as "/" });
  };
  if (!customerId || !items.length) return null;
  return (
    <section className="panel" aria-live="polite">
      <div className="panel-head">
        <h2>{t("tickets.openOfCustomer", { count: items.length })}</h2>
      </div>
      <p className="side-none others-lead">{t("tickets.openOfCustomerLead")}</p>
      <ul className="side-list">
        {items.map((one) => (
          <li key={one.id} className={one.kind === kind ? "likely" : undefined}>
            <div className="spread">
              <Link to={`/tickets/${one.id}` as "/"} className="glance-words">
                {one.subject}
              </Link>
              <StateTag state={one.state} />
            </div>
            <div className="spread">
              <span className="row quiet small">
                <KindTag kind={one.kind} />
                <span>
                  <When at={one.openedAt} /> · <AssigneeWords row={one} />
                </span>
              </span>
              <Button size="small" type="link" onClick={() => belongs(one.id!)}>
                {t("tickets.belongsHere")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
