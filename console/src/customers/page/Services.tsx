import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { Schema } from "../../api.ts";
import { Money } from "../../parts/Money.tsx";
import { useNoun } from "../../parts/nouns.ts";
import { Tag } from "../../parts/Tag.tsx";
import { useText } from "../../texts/index.ts";
import type { Customer } from "./data.ts";
import { EditButton } from "./RecordLine.tsx";
import { useRecordEditing, useRecords } from "./records.ts";

/** Services that the customer holds. */
export function Services({ customer }: { customer: Customer }) {
  const { t } = useText();
  const sees = (useNoun("service")?.fields.length ?? 0) > 0;
  const items = useRecords<Schema<"ServiceHeld">>(customer.customerId!, "services");
  const editing = useRecordEditing(customer, "services");
  if (!sees) return null;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("customers.services")}</h2>
        {editing.may && (
          <Button size="small" type="link" icon={<PlusOutlined />} className="no-print" onClick={editing.add}>
            {t("customers.add")}
          </Button>
        )}
      </div>
      {!items.length && <p className="side-none">{t("customers.servicesNone")}</p>}
      <ul className="side-list">
        {items.map((one) => (
          <li key={one.id} className="fact-host">
            <div className="spread">
              <span>
                {one.name} {one.endedOn && <Tag>{t("customers.ended")}</Tag>}
              </span>
              <span className="nowrap">
                {editing.may && <EditButton label={one.name ?? ""} onClick={() => editing.change(one.id!)} />}
                {one.monthlyFee != null && (
                  <>
                    <Money fen={one.monthlyFee} />
                    <span className="quiet small">{t("customers.perMonth")}</span>
                  </>
                )}
              </span>
            </div>
            <span className="quiet small">
              {[
                // A code of another system is no word for people.
                one.kind && !/^[a-z\d_]+$/.test(one.kind) && one.kind,
                one.startedOn && t("customers.servedSince", { date: one.startedOn }),
                one.endedOn && t("customers.servedUntil", { date: one.endedOn }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
