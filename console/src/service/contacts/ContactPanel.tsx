import { AudioOutlined } from "@ant-design/icons";
import { Alert } from "antd";
import { useLive } from "../../live/useLive.ts";
import { Masked } from "../../parts/Masked.tsx";
import { useNoun } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { ChooseForQuality } from "../quality/ChooseForQuality.tsx";
import { State, useSaySeconds } from "./cells.tsx";
import "./contacts.css";
import { type Contact, contactChanged, revealOf, useContact } from "./data.ts";
import { Ending } from "./Ending.tsx";
import { Identify } from "./Identify.tsx";
import { Need } from "./Need.tsx";
import { useWriting } from "./useWriting.ts";
import { WriteUp } from "./WriteUp.tsx";

/** One contact: who it was, what was said, what is needed, and how it ends. */
export function ContactPanel({ id }: { id: string }) {
  const { data: contact, error } = useContact(id);
  useLive("contacts", (message) => {
    if (message.id === id || message.type === "resync") void contactChanged({ id });
  });
  if (error && !contact) return <ProblemNote problem={error} />;
  if (!contact) return <Waiting />;
  return <Parts contact={contact} />;
}

function Parts({ contact }: { contact: Contact }) {
  const { t } = useText();
  const writing = useWriting(contact);
  return (
    <div className="stack">
      <Facts contact={contact} />
      <section className="contact-part">
        <h3>{t("contacts.who")}</h3>
        <Identify contact={contact} />
      </section>
      <section className="contact-part">
        <h3>{t("contacts.content")}</h3>
        {contact.state === "ringing" ? (
          <Alert type="info" showIcon title={t("contacts.ringing")} />
        ) : (
          <WriteUp contact={contact} writing={writing} />
        )}
      </section>
      {contact.state !== "ringing" && contact.needType !== undefined && (
        <section className="contact-part">
          <h3>{t("contacts.need")}</h3>
          <Need contact={contact} />
        </section>
      )}
      <Ending contact={contact} writing={writing} />
      {contact.state === "done" && <ChooseForQuality subjectType="contact" subjectId={contact.id!} />}
    </div>
  );
}

function Facts({ contact }: { contact: Contact }) {
  const { t } = useText();
  const saySeconds = useSaySeconds();
  const field = useNoun("serviceContact")?.fields.find((one) => one.key === "counterpart");
  const waited =
    contact.rangAt && contact.answeredAt
      ? Math.round((Date.parse(contact.answeredAt) - Date.parse(contact.rangAt)) / 1000)
      : null;
  return (
    <dl className="contact-facts">
      <dt>{t("contacts.at")}</dt>
      <dd>
        <span className="row">
          <When at={contact.at} /> <State contact={contact} />
        </span>
      </dd>
      {contact.counterpart !== undefined && (
        <>
          <dt>{t("contacts.from")}</dt>
          <dd>
            {contact.counterpart ? (
              <Masked
                label={t("contacts.from")}
                value={contact.counterpart}
                reveal={field?.revealable && contact.counterpart.includes("*") ? revealOf(contact.id!) : undefined}
              />
            ) : (
              <span className="quiet">{t("contacts.withheld")}</span>
            )}
          </dd>
        </>
      )}
      {waited !== null && (
        <>
          <dt>{t("contacts.waited")}</dt>
          <dd>{saySeconds(Math.max(0, waited))}</dd>
        </>
      )}
      {contact.seconds != null && (
        <>
          <dt>{t("contacts.talked")}</dt>
          <dd>
            {saySeconds(contact.seconds)}
            {contact.recordingUrl && (
              <>
                {" · "}
                <a href={contact.recordingUrl} target="_blank" rel="noreferrer noopener">
                  <AudioOutlined /> {t("contacts.recording")}
                </a>
              </>
            )}
          </dd>
        </>
      )}
      <dt>{t("contacts.handler")}</dt>
      <dd>
        {contact.staffName ?? <span className="quiet">{t("contacts.handlerNone")}</span>}
        {contact.handledByName && (
          <span className="quiet">
            {" · "}
            {t("contacts.finishedBy", { name: contact.handledByName })} <When at={contact.handledAt} />
          </span>
        )}
      </dd>
    </dl>
  );
}
