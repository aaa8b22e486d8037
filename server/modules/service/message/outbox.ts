import { systemActor } from "../../../platform/actor.ts";
import { type Context, write } from "../../../platform/context.ts";
import { isDatabaseAway } from "../../../platform/db.ts";
import { type DeliveryCode, DeliveryProblem } from "../../../platform/delivery.ts";
import type { MailLine } from "../../../platform/mail/index.ts";
import type { Services } from "../../../platform/services.ts";
import { fill } from "../../../platform/text.ts";
import { carriersOf } from "./carriers.ts";
import { afterProblem } from "./message.rules.ts";
import {
  type Claimed,
  claimDue,
  handOver,
  type Outcome,
  recoverLost,
  reportServer,
  settleRow,
  wakeWaiting,
} from "./outbox.store.ts";
import { type Secrets, secretsOf } from "./secrets.ts";

const batch = 20;

/**
 * Sends what is due. Each message is claimed, noted as handed over, sent, and settled, each step committed before the
 * next: whatever breaks off in between, none is sent twice.
 */
export async function sendDue(services: Services): Promise<void> {
  await act(services, async (ctx) => {
    for (const lost of await recoverLost(ctx)) if (lost.state === "failed") await tell(ctx, lost, "failed");
  });
  // One after the other: a carrier that is away does not keep the other waiting.
  if (carriersOf(services).mail) while (await sendMails(services));
  while (await sendTexts(services));
}

/** Whether the mail server takes us, kept for those who look after it. */
export async function checkMailServer(services: Services): Promise<void> {
  const { mail } = carriersOf(services);
  if (!mail) return;
  const problem = await mail.open().then((line) => void line.close(), shutBecause);
  await act(services, async (ctx) => {
    await reportServer(ctx, problem ?? null);
    if (!problem) await wakeWaiting(ctx, "email");
  });
}

/** True where more may wait. */
async function sendMails(services: Services): Promise<boolean> {
  const due = await act(services, (ctx) => claimDue(ctx, ["email"], batch));
  if (!due.length) return false;
  let line: MailLine;
  try {
    line = await carriersOf(services).mail!.open();
  } catch (error) {
    const code = shutBecause(error);
    await act(services, (ctx) => reportServer(ctx, code));
    for (const message of due) await settle(services, message, unsent(services, message, code));
    return false;
  }
  try {
    await act(services, async (ctx) => {
      await reportServer(ctx, null);
      await wakeWaiting(ctx, "email");
    });
    for (const message of due)
      await deliver(services, message, ({ places }) => {
        const { id, subject, body, inReplyTo, thread } = message;
        return line.send({
          id,
          to: services.vault.open(message.address, "message.address"),
          subject: subject ?? "",
          text: fill(body, places),
          at: services.clock.now(),
          automatic: message.template !== "reply",
          inReplyTo: inReplyTo ?? undefined,
          references: thread,
        });
      });
  } finally {
    line.close();
  }
  return true;
}

async function sendTexts(services: Services): Promise<boolean> {
  const due = await act(services, (ctx) => claimDue(ctx, ["sms"], batch));
  let away: DeliveryCode | undefined;
  for (const message of due) {
    if (away) await settle(services, message, unsent(services, message, away));
    else
      away = await deliver(services, message, ({ places, registered }) =>
        carriersOf(services).sms.send({
          id: message.id,
          to: services.vault.open(message.address, "message.address"),
          text: fill(message.body, places),
          registered,
        }),
      );
  }
  return due.length > 0 && !away;
}

/** Hands one over and settles it. Answers the problem where the carrier itself is away. */
async function deliver(
  services: Services,
  message: Claimed,
  send: (secrets: Secrets) => Promise<{ providerId: string | null }>,
): Promise<DeliveryCode | undefined> {
  const secrets = secretsOf(services.vault, message.secrets);
  if (!(await act(services, (ctx) => handOver(ctx, message)))) return undefined;
  try {
    const { providerId } = await send(secrets);
    await settle(services, message, { state: "sent", problem: null, providerId });
    return undefined;
  } catch (error) {
    if (isDatabaseAway(error) && !(error instanceof DeliveryProblem)) throw error;
    const code = codeOf(error);
    await settle(services, message, unsent(services, message, code));
    return code === "away" || code === "sign_in" ? code : undefined;
  }
}

const unsent = (services: Services, { attempts }: Claimed, code: DeliveryCode): Outcome =>
  afterProblem(code, attempts, services.clock.now());

const settle = (services: Services, message: Claimed, outcome: Outcome) =>
  act(services, async (ctx) => {
    if (!(await settleRow(ctx, message, outcome)) || outcome.state === "queued") return;
    await tell(ctx, message, outcome.state);
  });

const tell = (
  ctx: Context,
  {
    customerId,
    id,
    template,
    way,
    ticketId,
  }: Pick<Claimed, "customerId" | "id" | "template" | "ticketId"> & { way: string },
  verb: "sent" | "failed",
) =>
  ctx.emit({
    kind: `service.message.${verb}`,
    customerId,
    subjectType: "message",
    subjectId: id,
    data: { template, way, ...(ticketId && { ticketId }) },
  });

const act = <T>(services: Services, work: (ctx: Context) => Promise<T>) =>
  write(services, { actor: systemActor("worker") }, work);

const shutBecause = (error: unknown) =>
  error instanceof DeliveryProblem && error.code === "sign_in" ? error.code : "away";

function codeOf(error: unknown): DeliveryCode {
  if (error instanceof DeliveryProblem) return error.code;
  console.error("message not sent", (error as Error).name, (error as { code?: unknown }).code ?? "");
  return "unsure";
}
