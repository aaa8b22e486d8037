import { useMutation } from "@tanstack/react-query";
import { App, Button, Mentions, Segmented, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { api, ask } from "../../../api.ts";
import { useKeys } from "../../../frame/keys.ts";
import { keepDraft, useDraft } from "../../../parts/draft.ts";
import { useNoun } from "../../../parts/nouns.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { KeyScope } from "../../../parts/KeyScope.tsx";
import { useText } from "../../../texts/index.ts";
import { SavedReplies } from "./SavedReplies.tsx";
import { isArchived, nobody, type Ticket, ticketChanged, useColleagues, useWorks } from "../data.ts";

const modes = ["reply", "note", "customer"] as const;
type Mode = (typeof modes)[number];
const ways = ["preferred", "email", "sms", "told"] as const;
type Way = (typeof ways)[number];
type Draft = { mode: Mode; body: string; way: Way; channel: string };

/** Under which the words typed on a ticket are kept. */
const draftKey = (id: string) => `ticket.words.${id}`;
/** Lays out what a customer said for a ticket that is opened next. */
export const layOutWords = (id: string, body: string, channel: string): void =>
  keepDraft<Draft>(draftKey(id), { mode: "customer", body, way: "told", channel });
/** Lays out the answer to a ticket that is opened next. */
export const layOutAnswer = (id: string, body: string): void =>
  keepDraft<Draft>(draftKey(id), { mode: "reply", body, way: "preferred", channel: "hotline" });

const typedFor = 4_000;

type Props = {
  readonly ticket: Ticket;
  readonly onTyping?: ((typing: boolean) => void) | undefined;
  readonly answer?: { readonly text: string } | undefined;
};

/** Writes to the customer, a note for colleagues, or down what the customer said. The draft is kept; Ctrl Enter saves. */
export function Composer({ ticket, onTyping, answer }: Props) {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const works = useWorks(ticket);
  const { people } = useColleagues(works);
  const id = ticket.id!;
  const unknown = ticket.customerId === nobody;
  const { draft, keep, drop } = useDraft<Draft>(draftKey(id));
  const [words, setWords] = useState<Draft>(
    draft ?? { mode: "reply", body: "", way: unknown ? "told" : "preferred", channel: "hotline" },
  );
  const channels = useNoun("ticket")?.fields.find((field) => field.key === "source")?.choices ?? [];
  const typing = useTyping(onTyping);
  const box = useRef<HTMLDivElement>(null);
  // Beside the archive stands what the customer says, and what must be added.
  const beside = (one: Mode) => one === "customer" || (one === "note" && ticket.state === "closed");
  const mode = isArchived(ticket) && !beside(words.mode) ? "customer" : words.mode;
  const set = (patch: Partial<Draft>) => {
    const next = { ...words, ...patch };
    setWords(next);
    keep(next);
  };
  const insert = (text: string) =>
    set({ mode: "reply", body: words.body.trim() ? `${words.body.trimEnd()}\n${text}` : text });
  const [taken, setTaken] = useState(answer);
  if (answer && answer !== taken) {
    setTaken(answer);
    insert(answer.text);
  }
  const begin = (next: Mode) => {
    set({ mode: next });
    box.current?.querySelector("textarea")?.focus();
  };
  useKeys({ r: () => begin("reply"), n: () => begin("note") }, works);
  const mentions = people.filter((one) => words.body.includes(`@${one.name}`)).map((one) => one.staffId);
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.POST("/api/v1/tickets/{id}/entries", {
          params: { path: { id } },
          body: {
            kind: mode,
            body: words.body.trim(),
            way: mode === "reply" ? words.way : "preferred",
            ...(mode === "customer" && { channel: words.channel }),
            ...(mode !== "customer" && mentions.length && { mentions: mentions.slice(0, 20) }),
          },
        }),
      ),
    onSuccess: () => {
      drop();
      typing.stop();
      setWords({ ...words, body: "" });
      void message.success(t(`tickets.${mode}Done`));
      void ticketChanged(id);
    },
  });
  const ready = words.body.trim().length > 0;
  const go = () => ready && !save.isPending && save.mutate();
  if (!works && ticket.state !== "closed") return null;
  return (
    <KeyScope className="composer ticket-composer no-print" onSave={go}>
      <div ref={box} className={`composer-box composer-${mode}`}>
        <div className="spread">
          <Segmented<Mode>
            size="small"
            value={mode}
            onChange={begin}
            aria-label={t("tickets.writes")}
            options={modes
              .filter((one) => !isArchived(ticket) || beside(one))
              .map((one) => ({ value: one, label: t(`tickets.${one}Tab`) }))}
          />
          <span className="quiet small composer-lead">{t(`tickets.${mode}Lead`)}</span>
        </div>
        <Mentions
          value={words.body}
          autoSize={{ minRows: 3, maxRows: 14 }}
          placeholder={t(`tickets.${mode}Hint`)}
          aria-label={t(`tickets.${mode}Hint`)}
          maxLength={20_000}
          options={people.map((one) => ({ value: one.name, label: one.name }))}
          onChange={(body) => {
            set({ body });
            typing.touch();
          }}
        />
        <div className="row">
          {mode === "reply" && (
            <Select<Way>
              value={words.way}
              onChange={(way) => set({ way })}
              aria-label={t("tickets.replyWay")}
              className="composer-way"
              options={ways.map((one) => ({
                value: one,
                label: t(`tickets.sends.${one}`),
                disabled: unknown && one !== "told",
              }))}
            />
          )}
          {mode === "customer" && (
            <Select
              value={words.channel}
              onChange={(channel) => set({ channel })}
              aria-label={t("tickets.saidBy")}
              className="composer-way"
              options={channels.map((one) => ({ value: one.value, label: pick(one.label) }))}
            />
          )}
          {mode === "reply" && <SavedReplies ticket={ticket} onUse={insert} />}
          <Button type="primary" disabled={!ready} loading={save.isPending} onClick={go}>
            {mode === "reply" && words.way !== "told" ? t("tickets.send") : t(`tickets.${mode}Save`)}
          </Button>
          <span className="quiet small form-keys">
            <kbd>Ctrl</kbd> <kbd>Enter</kbd>
          </span>
        </div>
        <ProblemNote problem={save.error} fields />
      </div>
    </KeyScope>
  );
}

/** Says while somebody types, and that they stopped a few seconds after the last key. */
function useTyping(say: ((typing: boolean) => void) | undefined) {
  const timer = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const stop = () => {
    window.clearTimeout(timer.current);
    say?.(false);
  };
  return {
    stop,
    touch: () => {
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => say?.(false), typedFor);
      say?.(true);
    },
  };
}
