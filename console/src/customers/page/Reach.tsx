import { PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import type { Schema } from "../../api.ts";
import { useDivision } from "../../parts/divisions.ts";
import { useNoun } from "../../parts/nouns.ts";
import { useText } from "../../texts/index.ts";
import type { Customer } from "./data.ts";
import { RecordLine, RecordValue } from "./RecordLine.tsx";
import { useRecordEditing, useRecords } from "./records.ts";

/** Phones, mails, addresses, identity numbers: each with an eye where it is masked. */
export function Reach({ customer }: { customer: Customer }) {
  const { t } = useText();
  const id = customer.customerId!;
  const contacts = useRecords<Schema<"Contact">>(id, "contacts");
  const addresses = useRecords<Schema<"Address">>(id, "addresses");
  const identifiers = useRecords<Schema<"Identifier">>(id, "identifiers");
  const editing = {
    contacts: useRecordEditing(customer, "contacts"),
    addresses: useRecordEditing(customer, "addresses"),
    identifiers: useRecordEditing(customer, "identifiers"),
  };
  const division = useDivision();
  const kindOfContact = useKind("contact");
  const kindOfIdentifier = useKind("identifier");
  const adds = (
    [
      ["contacts", "customers.contact"],
      ["addresses", "customers.addressOne"],
      ["identifiers", "customers.identifier"],
    ] as const
  ).filter(([kind]) => editing[kind].may);
  const empty = !contacts.length && !addresses.length && !identifiers.length;
  if (empty && !adds.length) return null;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("customers.groupContact")}</h2>
        {adds.length > 0 && (
          <Dropdown
            trigger={["click"]}
            placement="bottomRight"
            menu={{
              items: adds.map(([key, label]) => ({ key, label: t(label) })),
              onClick: ({ key }) => editing[key as keyof typeof editing].add(),
            }}
          >
            <Button size="small" type="link" icon={<PlusOutlined />} className="no-print">
              {t("customers.add")}
            </Button>
          </Dropdown>
        )}
      </div>
      {empty && <p className="side-none">{t("customers.reachNone")}</p>}
      <dl className="facts">
        {contacts.map((one) => (
          <RecordLine
            key={one.id}
            label={kindOfContact(one.kind)}
            note={one.label}
            preferred={one.isPrimary}
            onEdit={editing.contacts.may ? () => editing.contacts.change(one.id!) : undefined}
          >
            <RecordValue noun="contact" field="value" customerId={id} id={one.id!} value={one.value} />
          </RecordLine>
        ))}
        {addresses.map((one) => (
          <RecordLine
            key={one.id}
            label={t("customers.addressOne")}
            note={one.label}
            preferred={one.isPrimary}
            onEdit={editing.addresses.may ? () => editing.addresses.change(one.id!) : undefined}
          >
            {one.division && <span>{division(one.division)} </span>}
            {one.detail && (
              <RecordValue noun="address" field="detail" customerId={id} id={one.id!} value={one.detail} />
            )}
          </RecordLine>
        ))}
        {identifiers.map((one) => (
          <RecordLine
            key={one.id}
            label={kindOfIdentifier(one.kind)}
            onEdit={editing.identifiers.may ? () => editing.identifiers.change(one.id!) : undefined}
          >
            <RecordValue noun="identifier" field="value" customerId={id} id={one.id!} value={one.value} />
          </RecordLine>
        ))}
      </dl>
    </section>
  );
}

function useKind(noun: string) {
  const { pick } = useText();
  const choices = useNoun(noun)?.fields.find((field) => field.key === "kind")?.choices;
  return (value: string | undefined) => pick(choices?.find((one) => one.value === value)?.label) || (value ?? "");
}
