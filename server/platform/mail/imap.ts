import { ImapFlow, type MessageStructureObject } from "imapflow";
import { DeliveryProblem } from "../delivery.ts";
import type { MailInbox, ReadRequest } from "./inbox.ts";

/** So much of a letter that is too large is still read: its text stands at the beginning. */
const beginning = 1024 * 1024;
const mostAtOnce = 200;

/** An inbox over IMAP; its folder is the path of the address, INBOX where there is none. */
export function imapInbox(url: string): MailInbox {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const secure = protocol === "imaps:";
  const folder = decodeURIComponent(pathname.slice(1)) || "INBOX";
  return {
    read: async (request, take) => {
      const client = new ImapFlow({
        host: hostname.replace(/^\[|\]$/g, ""),
        port: port ? Number(port) : secure ? 993 : 143,
        secure,
        auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
        logger: false,
        disableAutoIdle: true,
        connectionTimeout: 15_000,
        greetingTimeout: 15_000,
        socketTimeout: 60_000,
        maxLiteralSize: request.mostBytes + 1024,
        maxResponseSize: request.mostBytes + 1024 * 1024,
      });
      // Every failure reaches the command that waits; one between two commands breaks the next one.
      client.on("error", () => {});
      try {
        await client.connect().catch(asProblem);
        const lock = await client.getMailboxLock(folder, { readOnly: true }).catch(asProblem);
        try {
          await readNew(client, request, take);
        } finally {
          lock.release();
        }
      } finally {
        await client.logout().catch(() => client.close());
      }
    },
  };
}

async function readNew(
  client: ImapFlow,
  { after, since, mostBytes }: ReadRequest,
  take: Parameters<MailInbox["read"]>[1],
) {
  if (!client.mailbox) throw new DeliveryProblem("away");
  const uidValidity = String(client.mailbox.uidValidity);
  const known = after.uidValidity === uidValidity;
  const found = await client
    .search(known ? { uid: `${after.lastUid + 1n}:*` } : { since }, { uid: true })
    .catch(asProblem);
  // `n:*` names the last one even where it is below n.
  const uids = (found || []).filter((uid) => !known || BigInt(uid) > after.lastUid).sort((a, b) => a - b);
  for (const uid of uids.slice(0, mostAtOnce)) {
    const about = await client
      .fetchOne(String(uid), { uid: true, size: true, internalDate: true, bodyStructure: true }, { uid: true })
      .catch(asProblem);
    if (!about) continue;
    const whole = (about.size ?? 0) <= mostBytes;
    const source = whole || { start: 0, maxLength: beginning };
    const message = await client.fetchOne(String(uid), { uid: true, source }, { uid: true }).catch(asProblem);
    if (!message) continue;
    await take({
      position: { uidValidity, lastUid: BigInt(uid) },
      receivedAt: new Date(about.internalDate ?? since),
      raw: message.source ?? Buffer.alloc(0),
      whole,
      parts: about.bodyStructure ? partsOf(about.bodyStructure) : [],
    });
  }
}

const partsOf = (node: MessageStructureObject): { name: string; size: number }[] => {
  if (node.childNodes) return node.childNodes.flatMap(partsOf);
  const name = node.dispositionParameters?.filename ?? node.parameters?.name;
  if (node.disposition !== "attachment" && !name) return [];
  // 57 bytes a line of 78.
  const share = node.encoding === "base64" ? 57 / 78 : 1;
  return [{ name: name ?? "attachment", size: Math.round((node.size ?? 0) * share) }];
};

function asProblem(cause: unknown): never {
  const { authenticationFailed } = cause as { authenticationFailed?: boolean };
  throw new DeliveryProblem(authenticationFailed ? "sign_in" : "away", { cause });
}
