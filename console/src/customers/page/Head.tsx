import { ApartmentOutlined, ArrowLeftOutlined, UserOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { GradeTag } from "../../parts/GradeTag.tsx";
import { companyTime } from "../../parts/clock.ts";
import { Money } from "../../parts/Money.tsx";
import { useChoices } from "../../parts/nouns.ts";
import { Tag } from "../../parts/Tag.tsx";
import { useNow } from "../../parts/When.tsx";
import { Why } from "../../parts/Why.tsx";
import { useText } from "../../texts/index.ts";
import { Actions } from "./actions/Actions.tsx";
import type { Customer } from "./data.ts";
import { GradeWhy } from "./GradeWhy.tsx";
import { seesMoney } from "./Purchases.tsx";

/** Name, class, grade with its why, the two figures that matter, the main actions. */
export function Head({ customer }: { customer: Customer }) {
  const { t } = useText();
  const { me } = useMe();
  const now = useNow();
  const classOf = useChoices("customer", "class");
  const stateOf = useChoices("customer", "state");
  const gradeOf = useChoices("customer", "grade");
  const id = customer.customerId!;
  const { data } = useQuery({
    queryKey: ["customers", id, "purchases"],
    queryFn: () =>
      ask(api.GET("/api/v1/customers/{id}/purchases", { params: { path: { id }, query: { limit: 200 } } })),
    enabled: seesMoney(me),
  });
  const since = customer.joinedOn ?? customer.createdAt;
  const months = since ? companyTime(now).diff(companyTime(since), "month") : undefined;
  return (
    <header className="customer-head panel">
      <div className="customer-who">
        <Link to="/customers" className="customer-back" aria-label={t("customers.title")}>
          <ArrowLeftOutlined />
        </Link>
        <span className="customer-face" aria-hidden>
          {customer.kind === "organisation" ? <ApartmentOutlined /> : <UserOutlined />}
        </span>
        <div className="customer-name">
          <h1>{customer.name}</h1>
          <div className="row">
            {customer.class && <Tag>{classOf(customer.class)}</Tag>}
            {customer.grade ? <GradeTag grade={customer.grade} /> : <Tag>{t("customers.gradeNone")}</Tag>}
            <Why of={customer.grade ? gradeOf(customer.grade) : t("customers.gradeNone")}>
              <GradeWhy id={id} />
            </Why>
            {customer.state && customer.state !== "active" && <Tag tone="warn">{stateOf(customer.state)}</Tag>}
            {customer.mergedInto && (
              <Link to={`/customers/${customer.mergedInto}` as "/"}>{t("customers.mergedInto")}</Link>
            )}
          </div>
        </div>
      </div>
      <dl className="customer-figures">
        {data && (
          <div>
            <dt>{t("customers.yearSpend")}</dt>
            <dd>
              <Money fen={data.sums[0]?.lastYear ?? "0"} />
            </dd>
          </div>
        )}
        {months !== undefined && (
          <div>
            <dt>{t("customers.sinceWhen")}</dt>
            <dd>
              {months >= 12
                ? t("customers.years", { count: Math.floor(months / 12) })
                : t("customers.months", { count: Math.max(0, months) })}
            </dd>
          </div>
        )}
      </dl>
      <Actions customer={customer} />
    </header>
  );
}
