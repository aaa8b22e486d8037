import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useDivision } from "../../parts/divisions.ts";
import { Masked } from "../../parts/Masked.tsx";
import { useNoun } from "../../parts/nouns.ts";
import { Tag } from "../../parts/Tag.tsx";
import { useText } from "../../texts/index.ts";
import { revealOf } from "./data.ts";

/** Phones, mails, addresses, identity numbers: each with an eye where it is masked. */
export function Reach({ id }: { id: string }) {
  const { t } = useText();
  const { me } = useMe();
  const sees = (prefix: string) => Boolean(me?.grants.some((grant) => grant.startsWith(prefix)));
  const path = { id };
  const contacts =
    useQuery({
      queryKey: ["customers", id, "contacts"],
      queryFn: () => ask(api.GET("/api/v1/customers/{id}/contacts", { params: { path } })),
      enabled: sees("contact."),
    }).data?.items ?? [];
  const addresses =
    useQuery({
      queryKey: ["customers", id, "addresses"],
      queryFn: () => ask(api.GET("/api/v1/customers/{id}/addresses", { params: { path } })),
      enabled: sees("address."),
    }).data?.items ?? [];
  const identifiers =
    useQuery({
      queryKey: ["customers", id, "identifiers"],
      queryFn: () => ask(api.GET("/api/v1/customers/{id}/identifiers", { params: { path } })),
      enabled: sees("identifier."),
    }).data?.items ?? [];
  const division = useDivision();
  const kindOfContact = useKind("contact");
  const kindOfIdentifier = useKind("identifier");
  if (!contacts.length && !addresses.length && !identifiers.length) return null;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("customers.groupContact")}</h2>
      </div>
      <dl className="facts">
        {contacts.map((one) => (
          <Line key={one.id} label={kindOfContact(one.kind)} note={one.label} preferred={one.isPrimary}>
            <Value noun="contact" field="value" customerId={id} id={one.id!} value={one.value} />
          </Line>
        ))}
        {addresses.map((one) => (
          <Line key={one.id} label={t("customers.address")} note={one.label} preferred={one.isPrimary}>
            <span>
              {one.division && <span>{division(one.division)} </span>}
              {one.detail && <Value noun="address" field="detail" customerId={id} id={one.id!} value={one.detail} />}
            </span>
          </Line>
        ))}
        {identifiers.map((one) => (
          <Line key={one.id} label={kindOfIdentifier(one.kind)}>
            <Value noun="identifier" field="value" customerId={id} id={one.id!} value={one.value} />
          </Line>
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

type LineProps = {
  label: string;
  note?: string | null | undefined;
  preferred?: boolean | undefined;
  children: ReactNode;
};

function Line({ label, note, preferred, children }: LineProps) {
  const { t } = useText();
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        {children} {note && <span className="quiet small">{note} </span>}
        {preferred && <Tag>{t("customers.primary")}</Tag>}
      </dd>
    </div>
  );
}

type ValueProps = { noun: string; field: string; customerId: string; id: string; value: string | undefined };

function Value({ noun, field, customerId, id, value }: ValueProps) {
  const { pick } = useText();
  const described = useNoun(noun)?.fields.find((one) => one.key === field);
  if (!value) return null;
  const reveal = described?.masked && described.revealable ? revealOf(customerId, noun, field, id) : undefined;
  return <Masked label={pick(described?.label)} value={value} reveal={reveal} />;
}
