import { systemActor } from "../../../platform/actor.ts";
import { reading, write } from "../../../platform/context.ts";
import { DeliveryProblem } from "../../../platform/delivery.ts";
import { imapInbox, type MailInbox } from "../../../platform/mail/index.ts";
import type { Services } from "../../../platform/services.ts";
import { readPosition, reportPoll } from "./mail.store.ts";
import { takeMail } from "./take.actions.ts";

const actor = systemActor("邮件");
/** So far back a mailbox is read that was never read before, or whose letters got new numbers. */
const lookBackMs = 86_400_000;

const inboxOf = ({ config }: Pick<Services, "config">): MailInbox | undefined =>
  config.mail.imapUrl ? imapInbox(config.mail.imapUrl) : undefined;

/** Cron: takes what is new in the inbox; one reader at a time. */
export async function pollInbox(services: Services): Promise<void> {
  const inbox = inboxOf(services);
  if (!inbox) return;
  await alone(services, async () => {
    const ctx = reading(services, { actor });
    const { polledAt, ...after } = await readPosition(ctx);
    const since = new Date(Math.min(ctx.now.getTime(), polledAt ? Date.parse(polledAt) : Infinity) - lookBackMs);
    const problem = await inbox
      .read({ after, since, mostBytes: 2 * services.config.attachmentBytes }, (mail) => takeMail(services, mail))
      .then(
        () => null,
        (error: unknown) => {
          if (error instanceof DeliveryProblem) return error.code;
          throw error;
        },
      );
    await write(services, { actor }, (own) => reportPoll(own, problem));
  });
}

/** Runs the work unless somebody runs it already, in this program or another. The lock goes with its connection. */
async function alone(services: Services, work: () => Promise<void>): Promise<void> {
  const key = "hashtext('service.mail.inbox')";
  const client = await services.pool.connect();
  try {
    const { rows } = await client.query<{ won: boolean }>(`select pg_try_advisory_lock(${key}) as won`);
    if (rows[0]!.won)
      try {
        await work();
      } finally {
        await client.query(`select pg_advisory_unlock(${key})`);
      }
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}
