import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Schema } from "../api.ts";
import { Tag, type Tone } from "../parts/Tag.tsx";
import { When } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import { nobody } from "../worklist/obligations.ts";

type Notice = Schema<"Notice">;
type Promised = Schema<"ObligationNotice">;
type Told = Schema<"SubjectNotice">;
type Props<N> = { readonly one: N; readonly onOpen: () => void };

const tones: Record<Promised["kind"], Tone> = { warned: "warn", due: "bad", escalated: "bad", assigned: "accent" };

/** One notice: what it tells, and the way to what it is about. */
export const NoticeLine = ({ one, onOpen }: Props<Notice>) =>
  one.of === "promise" ? <PromiseLine one={one} onOpen={onOpen} /> : <SubjectLine one={one} onOpen={onOpen} />;

function PromiseLine({ one, onOpen }: Props<Promised>) {
  const { t, pick } = useText();
  return (
    <Link to={"/work" as "/"} search={{ open: `${one.customerId ?? nobody}.${one.obligationId}` }} onClick={onOpen}>
      <span className="spread">
        <strong>{pick(one.label)}</strong>
        {one.settled ? (
          <Tag tone="good">{t("notices.settled")}</Tag>
        ) : (
          <Tag tone={tones[one.kind]}>{t(`notices.${one.kind}`)}</Tag>
        )}
      </span>
      <Facts at={one.at}>
        <span>{one.clause}</span>
        {one.dueAt && (
          <span>
            {t("notices.dueAt")} <When at={one.dueAt} />
          </span>
        )}
      </Facts>
    </Link>
  );
}

/** Where a notice leads, by the type of what it is about. */
const places: Readonly<Record<string, (id: string) => { to: string; search?: object }>> = {
  ticket: (id) => ({ to: `/tickets/${id}` }),
  work_order: (id) => ({ to: `/work-orders/${id}` }),
  service_contact: () => ({ to: "/desk", search: { mine: "true", state: "ringing,open,missed" } }),
};

function SubjectLine({ one, onOpen }: Props<Told>) {
  const { t, pick } = useText();
  const place = one.visible ? places[one.subjectType]?.(one.subjectId) : undefined;
  const body = (
    <>
      <strong>
        {pick(one.text, one.values)}
        {one.title && <span className="notice-title">{one.title}</span>}
      </strong>
      <Facts at={one.at}>
        {one.name && <span className="notice-name">{one.name}</span>}
        {one.by && <span>{one.by}</span>}
        {!one.visible && <span>{t("notices.hidden")}</span>}
      </Facts>
    </>
  );
  if (place)
    return (
      <Link to={place.to as "/"} search={(place.search ?? {}) as never} onClick={onOpen}>
        {body}
      </Link>
    );
  return (
    <button type="button" onClick={onOpen}>
      {body}
    </button>
  );
}

const Facts = ({ at, children }: { at: string; children: ReactNode }) => (
  <span className="notice-facts">
    {children}
    <span className="notice-at">
      <When at={at} />
    </span>
  </span>
);
