import { App, Button, Input } from "antd";
import { useMe } from "../../frame/me.ts";
import { KeyScope } from "../../parts/KeyScope.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { AsWritten } from "../messages/letter/AsWritten.tsx";
import { useContactLetter } from "../messages/letter/data.ts";
import type { Contact } from "./data.ts";
import type { Writing } from "./useWriting.ts";

/** What was spoken of: written while one talks. */
export function WriteUp({ contact, writing }: { contact: Contact; writing: Writing }) {
  const { t } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const { words, changed, save, write } = writing;
  const letter = useContactLetter(contact.id!, contact.channel === "email" && contact.direction === "in");
  if (contact.content === undefined) return <p className="quiet">{t("contacts.hidden")}</p>;
  const said = (
    <p className="contact-words">{contact.content ?? <span className="quiet">{t("contacts.contentNone")}</span>}</p>
  );
  if (contact.state === "done" || !may("service.contacts.record"))
    return (
      <div>
        {contact.subject && <strong>{contact.subject}</strong>}
        {letter ? <AsWritten letter={letter}>{said}</AsWritten> : said}
      </div>
    );
  const go = () => save.mutate(undefined, { onSuccess: () => void message.success(t("contacts.saved")) });
  return (
    <KeyScope onSave={() => changed && go()}>
      <div className="contact-matches">
        <Input
          value={words.subject}
          maxLength={200}
          placeholder={t("contacts.subject")}
          aria-label={t("contacts.subject")}
          onChange={(event) => write({ subject: event.target.value })}
        />
        <Input.TextArea
          value={words.content}
          maxLength={20_000}
          autoSize={{ minRows: 4, maxRows: 14 }}
          placeholder={t("contacts.contentHint")}
          aria-label={t("contacts.content")}
          onChange={(event) => write({ content: event.target.value })}
        />
        {changed && (
          <div>
            <Button type="primary" ghost onClick={go} loading={save.isPending}>
              {t("contacts.save")}
            </Button>
          </div>
        )}
        <ProblemNote problem={save.error} fields />
      </div>
    </KeyScope>
  );
}
