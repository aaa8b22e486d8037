import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { Channel, State } from "./cells.tsx";
import "./contacts.css";

const few = 4;
const many = 50;

/** What a customer brought to us, over all channels: a section of the customer's page. */
export function CustomerContacts({ id }: { id: string }) {
  const { t } = useText();
  const { may } = useMe();
  const [all, setAll] = useState(false);
  const sees = may("service.contacts.read");
  const limit = all ? many : few;
  const { data } = useQuery({
    queryKey: ["customers", id, "service-contacts", limit],
    queryFn: () =>
      ask(api.GET("/api/v1/customers/{id}/service-contacts", { params: { path: { id }, query: { limit } } })),
    enabled: sees,
    placeholderData: (before) => before,
  });
  if (!sees) return null;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("contacts.panel")}</h2>
        {may("service.contacts.record") && (
          <Link to={"/contacts/new" as "/"} search={{ customer: id } as never}>
            <Button size="small" type="link">
              {t("contacts.add")}
            </Button>
          </Link>
        )}
      </div>
      {data && !data.items.length && <p className="side-none">{t("contacts.panelNone")}</p>}
      <ul className="side-list">
        {data?.items.map((one) => (
          <li key={one.id}>
            <div className="spread">
              <Link to={"/desk" as "/"} search={{ open: one.id! } as never}>
                <Channel contact={one} />
              </Link>
              <span className="row">
                <span className="quiet small">
                  <When at={one.at} />
                </span>
                <State contact={one} />
              </span>
            </div>
            {(one.subject ?? one.content) && <span className="quiet">{one.subject ?? one.content?.slice(0, 60)}</span>}
          </li>
        ))}
      </ul>
      {data?.next && !all && (
        <div className="panel-body">
          <Button size="small" onClick={() => setAll(true)}>
            {t("contacts.panelMore")}
          </Button>
        </div>
      )}
    </section>
  );
}
