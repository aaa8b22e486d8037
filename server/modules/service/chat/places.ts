import { reading } from "../../../platform/context.ts";
import { hubOf } from "../../../platform/live/index.ts";
import type { Services } from "../../../platform/services.ts";
import { placesOf } from "./chat.rules.ts";
import { markSeen, queueOf } from "./chat.store.ts";
import { queueTopic } from "./conversation.ts";
import { chatVisitor } from "./visitor.ts";

const gatherMs = 300;
const comingMs = 1_000;

/** Somebody connected: what to do when their place changes, and whether they still wait. */
export type Seat = { readonly chatId: string; readonly tell: (place: number) => void; waits: boolean };

/**
 * The visitors connected to this process. Whenever the queue moves, it is read once for all of them; when somebody
 * comes, and once every 20 seconds, all are noted as seen, in one statement.
 */
class Room {
  readonly #services: Services;
  readonly #seats = new Set<Seat>();
  #stop: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #coming: NodeJS.Timeout | undefined;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Answers how to leave. */
  enter(seat: Seat): () => void {
    this.#seats.add(seat);
    this.#stop ??= hubOf(this.#services).listen([queueTopic], {
      hear: ({ message }) => message.type === "queue" && this.#soon(),
      resync: () => this.#soon(),
      beat: () => void this.#seen().catch(() => {}),
      end: () => {},
    });
    // Many who come at once are noted together.
    this.#coming ??= setTimeout(() => {
      this.#coming = undefined;
      void this.#seen().catch(() => {});
    }, comingMs);
    return () => {
      this.#seats.delete(seat);
      if (this.#seats.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
      clearTimeout(this.#timer);
      clearTimeout(this.#coming);
      this.#timer = this.#coming = undefined;
    };
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#tellPlaces().catch(() => {});
    }, gatherMs);
  }

  async #tellPlaces(): Promise<void> {
    if (![...this.#seats].some((seat) => seat.waits)) return;
    const places = placesOf(await queueOf(reading(this.#services, { actor: chatVisitor })));
    for (const seat of this.#seats) {
      const place = seat.waits ? places.get(seat.chatId) : undefined;
      if (place !== undefined) seat.tell(place);
    }
  }

  async #seen(): Promise<void> {
    const ctx = reading(this.#services, { actor: chatVisitor });
    await markSeen(ctx, [...new Set([...this.#seats].map((seat) => seat.chatId))], ctx.now);
  }
}

const rooms = new WeakMap<Services, Room>();
export const roomOf = (services: Services): Room => {
  const room = rooms.get(services) ?? new Room(services);
  rooms.set(services, room);
  return room;
};
