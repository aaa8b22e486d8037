import { randomBytes, randomUUID } from "node:crypto";
import type { testApp } from "../../../../test/app.ts";
import { readEvents } from "../../../platform/live/testing.ts";

type Tested = Awaited<ReturnType<typeof testApp>>;

export const newKey = (): string => randomBytes(32).toString("base64url");

/** A visitor's browser: calls the public routes with its key. */
export function visitorOf(t: Tested, base: string, key = newKey(), more: Record<string, string> = {}) {
  const headers = { "x-chat-key": key, ...more };
  const call = (method: "GET" | "POST", path: string, payload?: object) =>
    t.call(method, `/chats${path}`, payload, headers);
  const start = (text: string, given: object = {}) => call("POST", "", { clientId: randomUUID(), text, ...given });
  const say = (text: string, clientId: string = randomUUID()) => call("POST", "/current/messages", { clientId, text });
  const live = (after = 0) => readEvents(`${base}/api/v1/chats/current/live?after=${after}`, headers);
  return { key, call, start, say, live };
}

/** A multipart body of a message's id and one file. */
export function fileBody(name: string, content: Buffer | string, clientId: string = randomUUID()) {
  const mark = "----part";
  const payload = Buffer.concat([
    Buffer.from(`--${mark}\r\ncontent-disposition: form-data; name="clientId"\r\n\r\n${clientId}\r\n`),
    Buffer.from(
      `--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from(`\r\n--${mark}--\r\n`),
  ]);
  return { payload, headers: { "content-type": `multipart/form-data; boundary=${mark}` } };
}
