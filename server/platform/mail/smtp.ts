import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { DeliveryProblem } from "../delivery.ts";
import { domainOf, type MailCarrier, type MailLine, messageIdOf, type OutgoingMail } from "./carrier.ts";

const patienceMs = 15_000;
type Failure = { code?: string; responseCode?: number };

/** E-mail over SMTP; TLS at once with `smtps:`, else as soon as the server offers it. */
export function smtpCarrier(url: string, from: string): MailCarrier {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "smtps:";
  const auth = username && { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return {
    open: async () => {
      const connection = new SMTPConnection({
        host: hostname.replace(/^\[|\]$/g, ""),
        port: port ? Number(port) : secure ? 465 : 587,
        secure,
        name: domainOf(from),
        connectionTimeout: patienceMs,
        greetingTimeout: patienceMs,
        socketTimeout: 60_000,
      });
      // Every failure reaches the call that waits; one between two calls breaks the next one.
      connection.on("error", () => {});
      try {
        await connected(connection);
        if (auth) await done((then) => connection.login({ credentials: auth }, then));
      } catch (error) {
        connection.close();
        const { code, responseCode = 0 } = error as Failure;
        // A server that is full or starting answers 4xx even to a name and password that are right.
        throw new DeliveryProblem(code === "EAUTH" && (responseCode >= 500 || !responseCode) ? "sign_in" : "away", {
          cause: error,
        });
      }
      return lineOn(connection, from);
    },
  };
}

function lineOn(connection: SMTPConnection, from: string): MailLine {
  return {
    send: async (mail) => {
      const message = await compose(mail, from);
      let handedOver = false;
      const body = new Readable({
        read() {
          handedOver = true;
          this.push(message);
          this.push(null);
        },
      });
      try {
        const { serverMessageId, response } = await done<SMTPConnection.SentMessageInfo>((then) =>
          connection.send({ from: addressIn(from), to: mail.to }, body, then),
        );
        return { providerId: (serverMessageId ?? response).slice(0, 200) };
      } catch (error) {
        const { responseCode = 0 } = error as Failure;
        // The server said no: it did not take it, and the line goes on with the next.
        if (responseCode) await done((then) => connection.reset(then)).catch(() => {});
        throw new DeliveryProblem(
          responseCode >= 500 && responseCode !== 503
            ? "refused"
            : responseCode
              ? "deferred"
              : handedOver
                ? "unsure"
                : "away",
          { cause: error },
        );
      }
    },
    close: () => connection.quit(),
  };
}

const compose = (mail: OutgoingMail, from: string): Promise<Buffer> =>
  new MailComposer({
    from,
    to: { name: "", address: mail.to },
    subject: mail.subject,
    text: mail.text,
    date: mail.at,
    messageId: messageIdOf(mail.id, from),
    ...(mail.inReplyTo && { inReplyTo: mail.inReplyTo }),
    ...(mail.references?.length && { references: [...mail.references] }),
    headers: mail.automatic ? { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" } : {},
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();

export const addressIn = (from: string): string => /<([^<>]+)>$/.exec(from.trim())?.[1] ?? from.trim();

const connected = (connection: SMTPConnection) =>
  new Promise<void>((resolve, reject) => {
    connection.once("error", reject);
    connection.once("end", () => reject(new Error("The connection was closed.")));
    connection.connect((error) => (error ? reject(error) : resolve()));
  });

const done = <T = unknown>(start: (then: (error: Error | null, value?: T) => void) => void) =>
  new Promise<T>((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value as T))));
