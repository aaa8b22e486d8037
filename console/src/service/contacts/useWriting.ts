import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useDraft } from "../../parts/draft.ts";
import { type Contact, keepContact } from "./data.ts";

type Words = { readonly subject: string; readonly content: string };

/** What is being written of a contact: kept as a draft, saved by a key, a button, or with whatever ends the contact. */
export function useWriting(contact: Contact) {
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
    },
  });
  return {
    words,
    changed,
    save,
    write: (patch: Partial<Words>) => {
      const next = { ...words, ...patch };
      setWords(next);
      keep(next);
    },
    /** Saves what is not saved yet; throws where it is refused. */
    settle: async () => {
      if (changed && contact.state !== "done") await save.mutateAsync();
    },
  };
}

export type Writing = ReturnType<typeof useWriting>;
