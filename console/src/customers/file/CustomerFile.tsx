import { ArrowLeftOutlined, PrinterOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import { api, ask } from "../../api.ts";
import { useDivision } from "../../parts/divisions.ts";
import { FieldValue } from "../../parts/list/values.tsx";
import { Money } from "../../parts/Money.tsx";
import { useChoices, useNoun } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useExact } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import "../customers.css";
import "./file.css";
import { Records } from "./Records.tsx";

const facts = [
  "memberNumber",
  "externalKey",
  "kind",
  "class",
  "grade",
  "state",
  "division",
  "channel",
  "ownerName",
  "joinedOn",
  "receivedAt",
  "gender",
  "birthDate",
  "organisationType",
  "legalRepresentative",
  "industry",
  "scale",
  "businessScope",
  "budget",
];

/** A customer's whole file on paper, as this person may see it. That it was opened goes to the audit trail. */
export function CustomerFile() {
  const { t, pick } = useText();
  const { id } = useParams({ strict: false }) as { id: string };
  const exact = useExact();
  const noun = useNoun("customer");
  const division = useDivision();
  const purpose = useChoices("consent", "purpose");
  const { data: file, error } = useQuery({
    queryKey: ["customers", id, "file"],
    queryFn: () => ask(api.GET("/api/v1/customers/{id}/file", { params: { path: { id } } })),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  if (error)
    return (
      <div className="page">
        <ProblemNote problem={error} />
      </div>
    );
  if (!file || !noun) return <Waiting lines={8} />;
  const { customer } = file;
  const known = facts
    .map((key) => noun.fields.find((field) => field.key === key))
    .filter((field) => field !== undefined)
    .filter((field) => (customer as Record<string, unknown>)[field.key] != null);
  return (
    <div className="page paper-page">
      <div className="spread no-print">
        <Link to="/customers/$id" params={{ id }} className="back">
          <ArrowLeftOutlined /> {customer.name}
        </Link>
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t("customers.print")}
        </Button>
      </div>
      <article className="paper">
        <header className="paper-head">
          <h1>
            {t("customers.fileTitle")} <span>{customer.name}</span>
          </h1>
          <p>{t("customers.filePrinted", { name: file.printedBy, when: exact(file.printedAt) })}</p>
        </header>
        <dl className="paper-facts">
          {known.map((field) => (
            <div key={field.key}>
              <dt>{pick(field.label)}</dt>
              <dd>
                {field.kind === "instant" ? (
                  exact(String((customer as Record<string, unknown>)[field.key]))
                ) : (
                  <FieldValue field={field} value={(customer as Record<string, unknown>)[field.key]} />
                )}
              </dd>
            </div>
          ))}
        </dl>
        <Records
          noun="contact"
          title={t("customers.contact")}
          rows={file.contacts}
          columns={["kind", "value", "label"]}
        />
        <Part title={t("customers.addressOne")} rows={file.addresses}>
          {file.addresses.map((one) => (
            <li key={one.id}>
              {division(one.division)} {one.detail} {one.label && <span className="quiet">{one.label}</span>}
            </li>
          ))}
        </Part>
        <Records
          noun="identifier"
          title={t("customers.identifier")}
          rows={file.identifiers}
          columns={["kind", "value"]}
        />
        <Records
          noun="keyPerson"
          title={t("customers.keyPersons")}
          rows={file.keyPersons}
          columns={["name", "title", "isDecider", "preferences"]}
        />
        <Records
          noun="service"
          title={t("customers.services")}
          rows={file.services}
          columns={["name", "kind", "startedOn", "endedOn", "monthlyFee"]}
        />
        <Part title={t("customers.consents")} rows={file.consents}>
          {file.consents.map((one) => (
            <li key={one.id}>
              {purpose(one.purpose)} · {one.givenAt && exact(one.givenAt)}
              {one.withdrawnAt && ` · ${t("customers.withdrawn")} ${exact(one.withdrawnAt)}`}
            </li>
          ))}
        </Part>
        <Part title={t("customers.obligations")} rows={file.obligations}>
          {file.obligations.map((one) => (
            <li key={one.id}>
              {pick(one.label)} <span className="quiet">{one.clause}</span> ·{" "}
              {t(`customers.promise${states[one.state]}`)}
              {one.dueAt && ` · ${t("parts.due")} ${exact(one.dueAt)}`}
            </li>
          ))}
        </Part>
        <Part title={t("customers.purchases")} rows={file.purchases}>
          {file.sums.map((sum) => (
            <li key={sum.currency}>
              {t("customers.total")} <Money fen={sum.total} /> · {t("customers.yearSpend")} <Money fen={sum.lastYear} />
            </li>
          ))}
          {file.purchases.slice(0, 30).map((one) => (
            <li key={one.id} className="spread">
              <span>
                {one.at && exact(one.at).slice(0, 10)} {one.what}
              </span>
              <Money fen={one.amount} />
            </li>
          ))}
        </Part>
        <Part title={t("customers.filterTalks")} rows={file.communications}>
          {file.communications.map((one) => (
            <li key={one.id}>
              <span className="quiet">
                {one.at && exact(one.at)} {one.staffName}
              </span>{" "}
              {one.content}
            </li>
          ))}
        </Part>
        <Part title={t("customers.timeline")} rows={file.events}>
          {file.events.slice(0, 60).map((one) => (
            <li key={one.id}>
              <span className="quiet">{exact(one.at)}</span> {pick(one.text, one.data)}{" "}
              <span className="quiet">{one.actorName}</span>
            </li>
          ))}
        </Part>
        <footer className="paper-sign">
          <span>{t("customers.fileSigned")}</span>
          <span>{t("customers.fileDate")}</span>
        </footer>
      </article>
    </div>
  );
}

const states = { open: "Open", met: "Met", breached: "Breached", waived: "Waived" } as const;

function Part({ title, rows, children }: { title: string; rows: readonly unknown[]; children: ReactNode }) {
  if (!rows.length) return null;
  return (
    <section className="paper-part">
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}
