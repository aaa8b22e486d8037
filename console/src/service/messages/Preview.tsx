import { useText } from "../../texts/index.ts";
import { type Places, pieces } from "./fill.ts";

type Props = { words: { emailSubject: string; emailBody: string; smsBody: string }; examples: Places };

/** The words as a customer gets them, with examples in their places. */
export function Preview({ words, examples }: Props) {
  const { t } = useText();
  return (
    <aside className="template-preview" aria-label={t("messages.preview")}>
      <p className="quiet small">
        {t("messages.preview")} · {t("messages.previewLead")}
      </p>
      <div className="preview-letter">
        <strong>
          <Filled text={words.emailSubject} examples={examples} />
        </strong>
        <p className="message-words">
          <Filled text={words.emailBody} examples={examples} />
        </p>
      </div>
      <div className="preview-text message-words">
        <Filled text={words.smsBody} examples={examples} />
      </div>
    </aside>
  );
}

const Filled = ({ text, examples }: { text: string; examples: Places }) =>
  pieces(text, examples).map((part, at) =>
    part.place ? (
      <mark key={at} className={part.known ? "place" : "place place-unknown"}>
        {part.text}
      </mark>
    ) : (
      <span key={at}>{part.text}</span>
    ),
  );
