import { useState } from "react";
import { api, ask, send } from "../../api.ts";
import { messagesChanged } from "./data.ts";

export type Sending = {
  readonly clientId: string;
  readonly kind: "text" | "note";
  readonly text: string;
  readonly file?: File;
  readonly failed?: string;
};

/** What this agent sends: shown at once, kept until the server has it, sent again under the same id. */
export function useSending(chatId: string) {
  const [waiting, setWaiting] = useState<readonly Sending[]>([]);
  const go = async (one: Sending) => {
    const { clientId, kind, text, file } = one;
    try {
      if (file) {
        const form = new FormData();
        form.append("clientId", clientId);
        form.append("file", file, file.name);
        await send("POST", `/api/v1/chats/${chatId}/files`, form);
      } else
        await ask(
          api.POST("/api/v1/chats/{id}/messages", {
            params: { path: { id: chatId } },
            body: { clientId, kind, text },
          }),
        );
      await messagesChanged(chatId);
      setWaiting((before) => before.filter((other) => other.clientId !== clientId));
    } catch (problem) {
      setWaiting((before) =>
        before.map((other) => (other.clientId === clientId ? { ...one, failed: (problem as Error).message } : other)),
      );
    }
  };
  const add = (given: { kind?: "text" | "note"; text?: string; file?: File }) => {
    const one: Sending = {
      clientId: newId(),
      kind: given.kind ?? "text",
      text: given.text ?? given.file?.name ?? "",
      ...(given.file && { file: given.file }),
    };
    setWaiting((before) => [...before, one]);
    void go(one);
  };
  const retry = ({ failed: _, ...one }: Sending) => {
    setWaiting((before) => before.map((other) => (other.clientId === one.clientId ? one : other)));
    void go(one);
  };
  return { waiting, add, retry };
}

/** `crypto.randomUUID` is missing where the console is served without https. */
function newId(): string {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0"));
  hex[6] = `4${hex[6]![1]}`;
  hex[8] = `a${hex[8]![1]}`;
  return hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
