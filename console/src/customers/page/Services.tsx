import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api.ts";
import { Money } from "../../parts/Money.tsx";
import { useNoun } from "../../parts/nouns.ts";
import { Tag } from "../../parts/Tag.tsx";
import { useText } from "../../texts/index.ts";

/** Services that the customer holds. */
export function Services({ id }: { id: string }) {
  const { t } = useText();
  const sees = (useNoun("service")?.fields.length ?? 0) > 0;
  const { data } = useQuery({
    queryKey: ["customers", id, "services"],
    queryFn: () => ask(api.GET("/api/v1/customers/{id}/services", { params: { path: { id } } })),
    enabled: sees,
  });
  if (!sees) return null;
  const items = data?.items ?? [];
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("customers.services")}</h2>
      </div>
      {data && !items.length && <p className="side-none">{t("customers.servicesNone")}</p>}
      <ul className="side-list">
        {items.map((one) => (
          <li key={one.id} className="spread">
            <span>
              {one.name} {one.endedOn && <Tag>{t("customers.ended")}</Tag>}
            </span>
            {one.monthlyFee != null && (
              <span className="nowrap">
                <Money fen={one.monthlyFee} />
                <span className="quiet small">{t("customers.perMonth")}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
