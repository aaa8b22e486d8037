import { useMutation } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useDraft } from "../../parts/draft.ts";
import { KeyScope } from "../../parts/KeyScope.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { type Contact, keepContact } from "./data.ts";

type Words = { subject: string; content: string };

/** What was spoken of: written while one talks, kept as a draft until it is saved. */
export function WriteUp({ contact }: { contact: Contact }) {
  const { t } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const { draft, keep, drop } = useDraft<Words>(`contact.${contact.id}`);
  const kept = { subject: contact.subject ?? "", content: contact.content ?? "" };
  const [words, setWords] = useState<Words>(draft ?? kept);
  const changed = words.subject !== kept.subject || words.content !== kept.content;
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.PATCH("/api/v1/contacts/{id}", {
          params: { path: { id: contact.id! } },
          body: {
            version: contact.version!,
            subject: words.subject.trim() || null,
            content: words.content.trim() || null,
          },
        }),
      ),
    onSuccess: (saved) => {
      drop();
      keepContact(saved);
      void message.success(t("contacts.saved"));
    },
  });
  if (contact.content === undefined) return <p className="quiet">{t("contacts.hidden")}</p>;
  if (contact.state === "done" || !may("service.contacts.record"))
    return (
      <div>
        {contact.subject && <strong>{contact.subject}</strong>}
        <p className="contact-words">{contact.content ?? <span className="quiet">{t("contacts.contentNone")}</span>}</p>
      </div>
    );
  const write = (patch: Partial<Words>) => {
    const next = { ...words, ...patch };
    setWords(next);
    keep(next);
  };
  return (
    <KeyScope onSave={() => changed && save.mutate()}>
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
            <Button type="primary" ghost onClick={() => save.mutate()} loading={save.isPending}>
              {t("contacts.save")}
            </Button>
          </div>
        )}
        <ProblemNote problem={save.error} fields />
      </div>
    </KeyScope>
  );
}
