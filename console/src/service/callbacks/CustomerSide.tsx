import { PhoneOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, ask, type Schema } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useCustomer } from "../../customers/page/data.ts";
import { useRecords } from "../../customers/page/records.ts";
import { RecordValue } from "../../customers/page/RecordLine.tsx";
import { GradeTag } from "../../parts/GradeTag.tsx";
import { useChoices } from "../../parts/nouns.ts";
import { Tag } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import type { CallbackPage } from "./data.ts";

/** The customer's facts beside the call: phones with an eye, what they hold, what was said before. */
export function CustomerSide({ page }: { page: CallbackPage }) {
  const { t } = useText();
  if (page.customerName === null) return null;
  const id = page.callback.customerId!;
  return (
    <aside className="call-side">
      <Facts id={id} />
      {page.callback.reason === "follow_up" && page.callback.subjectId && <Before id={page.callback.subjectId} />}
      <Link to="/customers/$id" params={{ id }} className="small">
        {t("callbacks.openCustomer")}
      </Link>
    </aside>
  );
}

function Facts({ id }: { id: string }) {
  const { t } = useText();
  const { data: customer } = useCustomer(id);
  const contacts = useRecords<Schema<"Contact">>(id, "contacts");
  const services = useRecords<Schema<"ServiceHeld">>(id, "services");
  const kindOf = useChoices("contact", "kind");
  const classOf = useChoices("customer", "class");
  if (!customer) return null;
  const phones = contacts.filter((one) => one.kind === "phone");
  const held = services.filter((one) => !one.endedOn);
  return (
    <>
      <div className="row">
        {customer.class && <Tag>{classOf(customer.class)}</Tag>}
        {customer.grade && <GradeTag grade={customer.grade} />}
      </div>
      <dl className="call-facts">
        {phones.map((one) => (
          <div key={one.id}>
            <dt>
              <PhoneOutlined aria-label={kindOf(one.kind)} />
            </dt>
            <dd className="call-phone">
              <RecordValue noun="contact" field="value" customerId={id} id={one.id!} value={one.value} />{" "}
              {one.isPrimary && <Tag>{t("callbacks.primary")}</Tag>}
              {one.label && <span className="quiet small">{one.label}</span>}
            </dd>
          </div>
        ))}
        {phones.length === 0 && <p className="quiet small">{t("callbacks.noPhone")}</p>}
      </dl>
      {customer.divisionName && <p className="small">{customer.divisionName}</p>}
      {customer.joinedOn && <p className="quiet small">{t("callbacks.since", { when: customer.joinedOn })}</p>}
      {held.length > 0 && (
        <ul className="call-held">
          {held.map((one) => (
            <li key={one.id}>{one.name}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What was said in the call that this one follows. */
function Before({ id }: { id: string }) {
  const { t } = useText();
  const { may } = useMe();
  const { data } = useQuery({
    queryKey: ["callbacks", "one", id],
    queryFn: () => ask(api.GET("/api/v1/callbacks/{id}", { params: { path: { id } } })),
    enabled: may("service.callbacks.read"),
    retry: false,
  });
  if (!data) return null;
  const { callback, remedies } = data;
  return (
    <section className="call-before">
      <p className="quiet small">
        {t("callbacks.follows")} · <When at={callback.calledAt} />
      </p>
      {callback.opinion && <p>{callback.opinion}</p>}
      {callback.explanation && <p className="quiet">{callback.explanation}</p>}
      {remedies.map((one) => (
        <p key={one.id} className="small">
          <Tag tone={one.answeredAt ? "good" : "warn"}>{t("callbacks.tabRemedies")}</Tag>{" "}
          {one.answer ?? t("callbacks.remediesOpen")}
        </p>
      ))}
    </section>
  );
}
