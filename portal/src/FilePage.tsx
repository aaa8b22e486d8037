import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ask, queries, type Refused } from "./api.ts";
import { fileQuery } from "./Frame.tsx";
import { useTexts } from "./language.ts";
import { Note, Waiting, When } from "./parts.tsx";
import type { texts } from "./texts.ts";

/** What we keep of the customer, and what they allow. */
export function FilePage() {
  const { say } = useTexts();
  const { data, error } = useQuery(fileQuery);
  if (!data) return <Waiting error={error} />;
  return (
    <>
      <section className="card">
        <h1>{data.name}</h1>
        {data.memberNumber && (
          <p className="quiet">
            {say("member")} {data.memberNumber}
          </p>
        )}
        <h2>{say("contacts")}</h2>
        <ul>
          {data.contacts.map((one) => (
            <li key={one.value}>{one.value}</li>
          ))}
        </ul>
        {data.addresses.length > 0 && <h2>{say("addresses")}</h2>}
        <ul>
          {data.addresses.map((one) => (
            <li key={one.detail}>
              {one.region} {one.detail}
            </li>
          ))}
        </ul>
        {data.services.length > 0 && <h2>{say("services")}</h2>}
        <ul>
          {data.services.map((one) => (
            <li key={`${one.name}${one.startedOn}`} className={one.endedOn ? "quiet" : ""}>
              {one.name} {one.endedOn && `（${say("ended")}）`}
            </li>
          ))}
        </ul>
        <p className="quiet">{say("wrongFile")}</p>
      </section>
      <section className="card">
        <h2>{say("consents")}</h2>
        <p className="quiet">{say("consentsLead")}</p>
        {data.consents.map((one) => (
          <Consent key={one.id} consent={one} />
        ))}
      </section>
    </>
  );
}

function Consent({
  consent,
}: {
  consent: { id: string; purpose: string; notice: string; givenAt: string; withdrawnAt: string | null };
}) {
  const { say } = useTexts();
  const [asks, setAsks] = useState(false);
  const [problem, setProblem] = useState<string>();
  const name = `purpose_${consent.purpose}` as keyof typeof texts;
  const withdraw = async () => {
    try {
      queries.setQueryData(
        ["file"],
        await ask(api.POST("/api/v1/portal/consents/{id}/withdrawal", { params: { path: { id: consent.id } } })),
      );
    } catch (error) {
      setProblem((error as Refused).message);
    }
  };
  return (
    <div className="consent">
      <div className="row">
        <span>
          {["service", "marketing", "identity"].includes(consent.purpose) ? say(name) : consent.purpose}
          <small className="quiet">
            {consent.notice} · <When at={consent.givenAt} />
          </small>
        </span>
        {consent.withdrawnAt ? (
          <span className="state closed">{say("withdrawn")}</span>
        ) : (
          !asks && (
            <button type="button" onClick={() => setAsks(true)}>
              {say("withdraw")}
            </button>
          )
        )}
      </div>
      {asks && !consent.withdrawnAt && (
        <div className="sure" role="alertdialog" aria-label={say("withdraw")}>
          <p>{say("withdrawSure")}</p>
          <div className="row">
            <button type="button" className="main" onClick={() => void withdraw()}>
              {say("yes")}
            </button>
            <button type="button" onClick={() => setAsks(false)}>
              {say("no")}
            </button>
          </div>
        </div>
      )}
      <Note>{problem}</Note>
    </div>
  );
}
