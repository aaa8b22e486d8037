import { LockOutlined, PaperClipOutlined, SendOutlined } from "@ant-design/icons";
import { Button, Input, Segmented } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useEffect, useRef, useState } from "react";
import { api, ask } from "../../api.ts";
import { useText } from "../../texts/index.ts";

type Props = {
  readonly chatId: string;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly onSend: (given: { kind?: "text" | "note"; text?: string; file?: File }) => void;
};

const tellEveryMs = 2_500;

/** Where the agent writes: to the visitor, or a note that only staff see. Enter sends. */
export function Composer({ chatId, text, setText, onSend }: Props) {
  const { t } = useText();
  const [kind, setKind] = useState<"text" | "note">("text");
  const field = useRef<TextAreaRef>(null);
  const picker = useRef<HTMLInputElement>(null);
  const told = useRef(0);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);

  const submit = () => {
    if (!text.trim()) return;
    onSend({ kind, text });
    setText("");
    field.current?.focus();
  };
  const typed = (next: string) => {
    setText(next);
    if (kind === "note" || !next || Date.now() - told.current < tellEveryMs) return;
    told.current = Date.now();
    void ask(api.POST("/api/v1/chats/{id}/typing", { params: { path: { id: chatId } }, body: {} })).catch(() => {});
  };
  const note = kind === "note";
  return (
    <form
      className={note ? "chat-composer chat-composer-note" : "chat-composer"}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Input.TextArea
        ref={field}
        value={text}
        maxLength={4000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        placeholder={t(note ? "chat.writeNote" : "chat.write")}
        aria-label={t(note ? "chat.writeNote" : "chat.writeShort")}
        onChange={(event) => typed(event.target.value)}
        onPaste={(event) => {
          const file = event.clipboardData.files[0];
          if (!file) return;
          event.preventDefault();
          onSend({ file });
        }}
        onKeyDown={(event) => {
          // Enter while Chinese is being composed chooses a word.
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      <div className="spread">
        <span className="row">
          <Segmented
            size="small"
            value={kind}
            onChange={setKind}
            options={[
              { value: "text", label: t("chat.toAnswer") },
              { value: "note", label: t("chat.toNote"), icon: <LockOutlined /> },
            ]}
          />
          <input
            ref={picker}
            type="file"
            hidden
            aria-label={t("chat.attach")}
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) onSend({ file });
              event.target.value = "";
            }}
          />
          <Button
            type="text"
            icon={<PaperClipOutlined />}
            aria-label={t("chat.attach")}
            onClick={() => picker.current?.click()}
          />
        </span>
        <Button type="primary" htmlType="submit" icon={<SendOutlined />} disabled={!text.trim()}>
          {t(note ? "chat.keepNote" : "chat.send")}
        </Button>
      </div>
    </form>
  );
}
