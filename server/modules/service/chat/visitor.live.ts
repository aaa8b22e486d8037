import type { FastifyReply, FastifyRequest } from "fastify";
import { reading } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors.ts";
import { hubOf, openStream } from "../../../platform/live/index.ts";
import { placesOf } from "./chat.rules.ts";
import { type ChatRow, findChatById, queueOf } from "./chat.store.ts";
import { topicOfChat } from "./conversation.ts";
import { messagesOfChat } from "./message.store.ts";
import { roomOf, type Seat } from "./places.ts";
import { asVisitor, signedInAs } from "./visitor.ts";
import { chatAsSeen, messagesAsSeen } from "./visitor.view.ts";

const mostStreams = 4;
const sessionAskedMs = 10 * 60_000;
const open = new Map<string, number>();

/**
 * What happens in one chat, to its visitor: `chat` (how it stands), `message` (each with its number as id), `place`,
 * `typing`. It begins with what came after the number that the visitor has, so that nothing is missed; messages are
 * read from the database in their order, so that nothing comes twice.
 */
export async function streamChat(request: FastifyRequest, reply: FastifyReply, chat: ChatRow, after: number) {
  const { services } = request.reading();
  const ctx = reading(services, asVisitor(request));
  const hub = hubOf(services);
  await hub.ready();
  const { id } = chat;
  if ((open.get(id) ?? 0) >= mostStreams) throw tooMany();
  open.set(id, (open.get(id) ?? 0) + 1);

  let over = false;
  let sent = after;
  let running = false;
  let wanted = { state: true, messages: true };
  const leave: (() => void)[] = [];
  const stream = openStream(reply, () => {
    over = true;
    for (const one of leave) one();
    open.set(id, open.get(id)! - 1);
    if (!open.get(id)) open.delete(id);
  });
  const seat: Seat = {
    chatId: id,
    waits: chat.state === "waiting",
    tell: (place) => stream.send({ event: "place", data: { place } }),
  };

  /** Reads and sends what is asked for, one reading at a time. */
  const pump = async () => {
    if (running) return;
    running = true;
    try {
      while (!over && (wanted.state || wanted.messages)) {
        const asked = wanted;
        wanted = { state: false, messages: false };
        if (asked.messages)
          for (let more = true; more && !over;) {
            const rows = await messagesOfChat(ctx, id, sent);
            sent = rows.at(-1)?.number ?? sent;
            more = rows.length === 200;
            stream.send(...messagesAsSeen(rows).map((data) => ({ id: String(data.number), event: "message", data })));
          }
        if (asked.state) {
          const present = await findChatById(ctx, id);
          if (!present) return stream.end();
          seat.waits = present.state === "waiting";
          const place = seat.waits ? (placesOf(await queueOf(ctx)).get(id) ?? null) : null;
          stream.send({ event: "chat", data: chatAsSeen(present, place) });
        }
      }
    } catch {
      // The visitor comes back and goes on from the last number.
      stream.end();
    } finally {
      running = false;
    }
  };
  const want = (state: boolean, messages: boolean) => {
    wanted = { state: wanted.state || state, messages: wanted.messages || messages };
    void pump();
  };

  leave.push(
    hub.listen([topicOfChat(id)], {
      hear: ({ message }) => {
        if (message.type === "message") want(false, true);
        else if (message.type === "state") want(true, false);
        else if (message.side === "staff" && (message.type === "typing" || message.type === "read"))
          stream.send({ event: message.type, data: { number: message.number ?? null } });
      },
      resync: () => want(true, true),
      beat: stream.beat,
      end: stream.end,
    }),
    roomOf(services).enter(seat),
  );
  if (over) for (const one of leave) one();
  // Whether the session still holds is asked when it comes back.
  else if (signedInAs(request)) {
    const timer = setTimeout(stream.end, sessionAskedMs);
    leave.push(() => clearTimeout(timer));
  }
  await pump();
}

const tooMany = () =>
  new AppError("platform.too_many", 429, {
    text: { zh: "这次会话打开的窗口太多了。", en: "This chat is open in too many windows." },
  });
