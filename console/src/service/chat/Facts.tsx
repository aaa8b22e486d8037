import { UserAddOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useMe } from "../../frame/me.ts";
import { GradeTag } from "../../parts/GradeTag.tsx";
import { Masked } from "../../parts/Masked.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { CustomerSearch } from "../contacts/CustomerSearch.tsx";
import { revealOf } from "../contacts/data.ts";
import { type Chat, isKnown, useDo } from "./data.ts";
import { SignedIn } from "./SignedIn.tsx";
import { SavedReplies } from "./SavedReplies.tsx";

type Props = {
  readonly chat: Chat;
  readonly candidates: readonly { customerId: string; name: string }[];
  /** What the visitor wrote last, for what may help to answer it. */
  readonly asked: string;
  readonly onUse: ((text: string) => void) | undefined;
};

/** Beside the words: who it may be, what they said of themselves, and what helps to answer. */
export function Facts({ chat, candidates, asked, onUse }: Props) {
  const { t } = useText();
  const { may } = useMe();
  const reveals = Boolean(chat.contactId) && may("serviceContact.contact:reveal", "serviceContact.contact:clear");
  return (
    <div className="chat-facts">
      <section>
        <h3>{t("chat.who")}</h3>
        <Who chat={chat} candidates={candidates} />
      </section>
      <section>
        <h3>{t("chat.facts")}</h3>
        <dl>
          {chat.visitorName && (
            <dd>
              {chat.visitorName} <span className="quiet small">{t("chat.claimed")}</span>
            </dd>
          )}
          {chat.counterpart && (
            <dd>
              <Masked
                label={t("chat.facts")}
                value={chat.counterpart}
                {...(reveals && chat.counterpart.includes("*") && { reveal: revealOf(chat.contactId!) })}
              />
            </dd>
          )}
          {chat.consentPurpose && (
            <dd className="quiet small">{t("chat.consent", { purpose: chat.consentPurpose })}</dd>
          )}
          <dt>{t("chat.since")}</dt>
          <dd>
            <When at={chat.startedAt} />
          </dd>
          {chat.origin && (
            <>
              <dt>{t("chat.site")}</dt>
              <dd className="chat-site">{chat.origin}</dd>
            </>
          )}
          {chat.rating != null && (
            <>
              <dt>{t("chat.rating")}</dt>
              <dd>
                <Tag tone={chat.rating < 3 ? "bad" : "good"}>{t("chat.ratingOf", { rating: chat.rating })}</Tag>{" "}
                {chat.ratingNote}
              </dd>
            </>
          )}
        </dl>
      </section>
      {onUse && (
        <SavedReplies
          text={asked}
          onUse={onUse}
          {...(chat.contactId && { contactId: chat.contactId })}
          {...(isKnown(chat) && { customerId: chat.customerId! })}
        />
      )}
    </div>
  );
}

function Who({ chat, candidates }: Pick<Props, "chat" | "candidates">) {
  const { t } = useText();
  const { me, may } = useMe();
  const { message } = App.useApp();
  const choose = useDo<{ customerId: string }>(chat.id!, "customer", () => void message.success(t("chat.whoSaved")));
  if (isKnown(chat))
    return (
      <>
        <p className="row">
          <Link to="/customers/$id" params={{ id: chat.customerId! }}>
            <strong>{chat.customerName ?? t("chat.visitor")}</strong>
          </Link>
          {chat.grade && <GradeTag grade={chat.grade} />}
          {chat.sessionId && <SignedIn />}
        </p>
        <p className="quiet small">{t(chat.sessionId ? "chat.whoSignedIn" : "chat.whoConfirmed")}</p>
      </>
    );
  if (!may("customers.read") || (chat.state === "active" && chat.staffId !== me?.id))
    return <p className="quiet">{t("chat.visitor")}</p>;
  return (
    <div className="chat-who">
      <p className="quiet small">{t("chat.whoUnknown")}</p>
      {candidates.length > 0 && (
        <>
          <p className="small">{t("chat.whoMaybe")}</p>
          {candidates.map((one) => (
            <Button
              key={one.customerId}
              block
              loading={choose.isPending}
              onClick={() => choose.mutate({ customerId: one.customerId })}
            >
              {t("chat.whoSure", { name: one.name })}
            </Button>
          ))}
        </>
      )}
      <CustomerSearch onChange={(customerId) => customerId && choose.mutate({ customerId })} />
      {may("customers.create") && (
        <Link to="/customers/new">
          <Button type="link" icon={<UserAddOutlined />} style={{ padding: 0 }}>
            {t("chat.whoNew")}
          </Button>
        </Link>
      )}
      <ProblemNote problem={choose.error} />
    </div>
  );
}
