import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import {
  addSwitchboard,
  findSwitchboard,
  listSwitchboards,
  secretContext,
  signatureOf,
  telephoneToRing,
} from "../../server/modules/service/index.ts";
import { staffByEmail } from "../../server/modules/identity/index.ts";
import { write } from "../../server/platform/context.ts";
import type { Services } from "../../server/platform/services.ts";
import { command, type Common, operator, Refusal, voiceOf, withServices } from "./command.ts";

const boardName = "call simulator";

type Options = Common & { to: string; from: string; seconds: string; ring: string; missed?: boolean; url?: string };

export const callCommand = command("call", "let a call ring at somebody's screen, as a switchboard would")
  .requiredOption("--to <address>", "what the agent signs in with")
  .requiredOption("--from <number>", "the number that calls")
  .option("--seconds <count>", "how long the talk lasts", "60")
  .option("--ring <count>", "how long it rings", "4")
  .option("--missed", "nobody answers")
  .option("--url <address>", "of the running server (default this machine)")
  .addHelpText(
    "after",
    "\nSigns the events and posts them to the running server. The call is recorded like a real one.",
  )
  .action((options: Options) =>
    withServices(options, async (services) => {
      const voice = voiceOf(Boolean(options.json));
      const [ring, seconds] = [whole(options.ring, "--ring"), whole(options.seconds, "--seconds")];
      const { extension, board } = await prepared(services, options.to);
      const url = options.url ?? `http://127.0.0.1:${services.config.port}`;
      const call = randomUUID();
      const send = (event: object) => post(url, board, { call, from: options.from, extension, ...event });
      const { id } = await send({ event: "ringing" });
      await pause(ring * 1000);
      if (options.missed) await send({ event: "missed" });
      else {
        await send({ event: "answered" });
        voice.progress(0, null, `talking for ${seconds} seconds`);
        await pause(seconds * 1000);
        await send({ event: "ended", seconds });
      }
      voice.result({ contact: id, extension }, [
        `a call from ${options.from} to extension ${extension} ${options.missed ? "was missed" : `ended after ${seconds} s`}`,
      ]);
    }),
  );

function whole(text: string, option: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new Refusal(`${option}: ${text} is no whole number of seconds.`, 2);
  return Number(text);
}

/** The agent's telephone, and a switchboard of our own with its secret. */
async function prepared(services: Services, email: string) {
  return write(services, { actor: operator }, async (ctx) => {
    const staff = await staffByEmail(ctx, email);
    if (!staff) throw new Refusal(`Nobody signs in as ${email}.`);
    const extension = await telephoneToRing(ctx, staff.id);
    const known = (await listSwitchboards(ctx)).find((one) => one.active && one.name === boardName);
    if (!known) return { extension, board: await addSwitchboard(ctx, boardName) };
    const { secret } = (await findSwitchboard(ctx, known.id))!;
    return { extension, board: { id: known.id, secret: services.vault.open(secret, secretContext) } };
  });
}

async function post(url: string, board: { id: string; secret: string }, event: object): Promise<{ id: string }> {
  const body = JSON.stringify(event);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const reply = await fetch(`${url}/api/v1/hotline/events`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-hotline-switchboard": board.id,
      "x-hotline-timestamp": timestamp,
      "x-hotline-signature": signatureOf(board.secret, timestamp, body),
    },
    body,
  }).catch(() => {
    throw new Refusal(`No server answers at ${url}: start one, or give its address with --url.`);
  });
  const answer = (await reply.json()) as { id: string; title?: string };
  if (!reply.ok) throw new Refusal(`The server refused the event: ${answer.title ?? reply.status}`);
  return answer;
}
