import { useQuery } from "@tanstack/react-query";
import { Tooltip } from "antd";
import { api, ask } from "../../api.ts";
import { type Me, useMe } from "../../frame/me.ts";
import { companyTime } from "../../parts/clock.ts";
import { formatMoney, Money } from "../../parts/Money.tsx";
import { useNow, When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";

export const seesMoney = (me: Me | undefined): boolean => Boolean(me?.grants.includes("purchase.money:read"));

/** What the customer bought: twelve months as bars, the sum, the latest. */
export function Purchases({ id }: { id: string }) {
  const { t } = useText();
  const { me } = useMe();
  const now = useNow();
  const sees = seesMoney(me);
  const { data } = useQuery({
    queryKey: ["customers", id, "purchases"],
    queryFn: () =>
      ask(api.GET("/api/v1/customers/{id}/purchases", { params: { path: { id }, query: { limit: 200 } } })),
    enabled: sees,
  });
  if (!sees) return null;
  const items = data?.items ?? [];
  const months = Array.from({ length: 12 }, (_, back) =>
    companyTime(now)
      .subtract(11 - back, "month")
      .format("YYYY-MM"),
  );
  const sums = months.map((month) =>
    items
      .filter((one) => companyTime(one.at ?? 0).format("YYYY-MM") === month)
      .reduce((sum, one) => sum + BigInt(one.amount ?? "0"), 0n),
  );
  const most = sums.reduce((high, one) => (one > high ? one : high), 1n);
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("customers.purchases")}</h2>
        {data?.sums[0] && (
          <span className="quiet">
            {t("customers.total")} <Money fen={data.sums[0].total} />
          </span>
        )}
      </div>
      {data && !items.length && <p className="side-none">{t("customers.purchasesNone")}</p>}
      {items.length > 0 && (
        <>
          <div
            className="months"
            role="img"
            aria-label={months.map((month, at) => `${month} ${formatMoney(sums[at]!)}`).join("; ")}
          >
            {months.map((month, at) => (
              <Tooltip key={month} title={`${month} · ${formatMoney(sums[at]!)}`}>
                <span className="month">
                  <span style={{ height: `${Number((sums[at]! * 100n) / most)}%` }} />
                </span>
              </Tooltip>
            ))}
          </div>
          <div className="months-ends small quiet spread">
            <span>{months[0]}</span>
            <span>{months[11]}</span>
          </div>
          <ul className="side-list">
            {items.slice(0, 5).map((one) => (
              <li key={one.id} className="spread">
                <span>
                  {one.what ?? t("customers.purchases")}{" "}
                  <span className="quiet small">
                    <When at={one.at} />
                  </span>
                </span>
                <Money fen={one.amount} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
