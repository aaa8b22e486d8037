import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { Schema } from "../../api.ts";
import { Tag } from "../../parts/Tag.tsx";
import { useText } from "../../texts/index.ts";
import type { Customer } from "./data.ts";
import { EditButton, RecordValue } from "./RecordLine.tsx";
import { useRecordEditing, useRecords } from "./records.ts";

/** Who speaks and decides for an organisation. */
export function KeyPersons({ customer }: { customer: Customer }) {
  const { t } = useText();
  const id = customer.customerId!;
  const rows = useRecords<Schema<"KeyPerson">>(id, "key-persons");
  const editing = useRecordEditing(customer, "key-persons");
  if (!rows.length && (customer.kind !== "organisation" || !editing.may)) return null;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("customers.keyPersons")}</h2>
        {editing.may && (
          <Button size="small" type="link" icon={<PlusOutlined />} className="no-print" onClick={editing.add}>
            {t("customers.add")}
          </Button>
        )}
      </div>
      {!rows.length && <p className="side-none">{t("customers.keyPersonsNone")}</p>}
      <ul className="side-list">
        {rows.map((one) => (
          <li key={one.id} className="fact-host">
            <div className="spread">
              <span>
                <strong>
                  <RecordValue noun="keyPerson" field="name" customerId={id} id={one.id!} value={one.name} />
                </strong>{" "}
                <span className="quiet">{one.title}</span>{" "}
                {one.isDecider && <Tag tone="accent">{t("customers.decider")}</Tag>}
              </span>
              {editing.may && <EditButton label={one.name ?? ""} onClick={() => editing.change(one.id!)} />}
            </div>
            {one.preferences && <p className="quiet small">{one.preferences}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
