import { createHash } from "node:crypto";
import { type AttachmentStream, MailParser } from "mailparser";
import { tame, tidy } from "./html.ts";

export type MailAttachment = {
  readonly name: string;
  readonly bytes: Buffer;
  /** The name by which its text shows it. */
  readonly contentId: string | null;
};

/** An e-mail as it came in, read as far as it can do no harm. */
export type ParsedMail = {
  /** As the sender named it; made from the bytes where there is none. */
  readonly messageId: string;
  /** Message-IDs that it answers, oldest first. */
  readonly thread: readonly string[];
  readonly from: { readonly address: string; readonly name: string } | null;
  readonly subject: string;
  readonly text: string;
  /** Sanitised; null where there is none or it was too much to look into. */
  readonly html: string | null;
  /** Something of the text was left out. */
  readonly cut: boolean;
  readonly attachments: readonly MailAttachment[];
  /** What its headers say about who or what wrote it. */
  readonly marks: MailMarks;
};

export type MailMarks = {
  readonly autoSubmitted: string | null;
  readonly precedence: string | null;
  readonly suppressesAnswers: boolean;
  readonly isList: boolean;
  readonly isReport: boolean;
};

const mostText = 20_000;

/** @throws Error where it is no e-mail that can be read */
export async function parseMail(raw: Buffer): Promise<ParsedMail> {
  const parser = new MailParser({
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    checksumAlgo: false,
    ignoreEmbedded: true,
    maxHeadSize: 256 * 1024,
    maxChildNodes: 200,
  });
  const attachments: MailAttachment[] = [];
  let body: { text?: string | undefined; html?: string | false | undefined } = {};
  await new Promise<void>((resolve, reject) => {
    parser.on("error", reject);
    parser.on("end", resolve);
    parser.on("data", (part) => {
      if (part.type === "text") body = part;
      else collect(part, attachments).catch(reject);
    });
    parser.end(raw);
  });
  const { headers } = parser;
  if (!headers || !headers.size) throw new Error("No headers.");
  const tamed = body.html ? tame(body.html) : undefined;
  const text = tidy((body.text ?? "").slice(0, 4 * mostText)) || tamed?.text || "";
  const from = parser.from?.value.find((one) => one.address);
  const header = (name: string) => {
    const value = headers.get(name);
    return typeof value === "string" ? value.trim().toLowerCase() : null;
  };
  return {
    messageId: idOf(parser.messageId) ?? madeId(raw),
    thread: [...[parser.references ?? []].flat(), ...(parser.inReplyTo ? [parser.inReplyTo] : [])]
      .flatMap((id) => idOf(id) ?? [])
      .filter((id, at, all) => all.indexOf(id) === at)
      .slice(-50),
    from: from?.address
      ? { address: from.address.trim().toLowerCase(), name: tidy(from.name ?? "").slice(0, 100) }
      : null,
    subject: tidy(parser.subject ?? "")
      .replaceAll("\n", " ")
      .slice(0, 200),
    text: text.slice(0, mostText),
    html: tamed?.html ?? null,
    cut: text.length > mostText || (body.text ?? "").length > 4 * mostText || tamed?.html === null,
    attachments,
    marks: {
      autoSubmitted: header("auto-submitted"),
      precedence: header("precedence"),
      suppressesAnswers:
        headers.has("x-auto-response-suppress") || headers.has("x-autoreply") || headers.has("x-autorespond"),
      isList: headers.has("list"),
      isReport: /^multipart\/report/i.test(
        (headers.get("content-type") as { value?: string } | undefined)?.value ?? "",
      ),
    },
  };
}

/** For a letter that names no Message-ID of its own: the same bytes are the same letter. */
export const madeId = (raw: Buffer): string => `<${createHash("sha256").update(raw).digest("hex")}@none>`;

const idOf = (text: string | undefined): string | undefined => (text && text.length <= 250 ? text.trim() : undefined);

/** The parser waits until a part is released. */
async function collect(part: AttachmentStream, into: MailAttachment[]): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of part.content as AsyncIterable<Buffer>) pieces.push(piece);
  const { cid } = part;
  into.push({
    name: part.filename || "attachment",
    bytes: Buffer.concat(pieces),
    contentId: cid && cid.length <= 250 ? cid : null,
  });
  part.release?.();
}
