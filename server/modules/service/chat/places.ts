import { reading } from "../../../platform/context.ts";
import { hubOf } from "../../../platform/live/index.ts";
import type { Services } from "../../../platform/services.ts";
import { placesOf } from "./chat.rules.ts";
import { markSeen, queueOf } from "./chat.store.ts";
import { queueTopic } from "./conversation.ts";
import { chatVisitor } from "./visitor.ts";

const gatherMs = 300;
const seenEveryMs = 60_000;
/** So many are noted as seen at once, each second: a few locks for a moment, whoever writes meanwhile. */
const mostAtOnce = 50;

/** Somebody connected: what to do when their place changes, and whether they still wait. */
export type Seat = { readonly chatId: string; readonly tell: (place: number) => void; waits: boolean };

/**
 * The visitors connected to this process. Whenever the queue moves, it is read once for all of them; each is noted as
 * seen once a minute, some each second.
 */
class Room {
  readonly #services: Services;
  /** When each was noted as seen; whoever is due next stands first. */
  readonly #seats = new Map<Seat, number>();
  #stop: (() => void) | undefined;
  #moving: NodeJS.Timeout | undefined;
  #noting: NodeJS.Timeout | undefined;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Answers how to leave. */
  enter(seat: Seat): () => void {
    this.#seats.set(seat, -Infinity);
    this.#stop ??= hubOf(this.#services).listen([queueTopic], {
      hear: ({ message }) => message.type === "queue" && this.#soon(),
      resync: () => this.#soon(),
      end: () => {},
    });
    this.#noting ??= setInterval(() => void this.#note().catch(() => {}), 1_000).unref();
    return () => {
      this.#seats.delete(seat);
      if (this.#seats.size > 0) return;
      this.#stop?.();
      clearTimeout(this.#moving);
      clearInterval(this.#noting);
      this.#stop = this.#moving = this.#noting = undefined;
    };
  }

  #soon(): void {
    this.#moving ??= setTimeout(() => {
      this.#moving = undefined;
      void this.#tellPlaces().catch(() => {});
    }, gatherMs);
  }

  async #tellPlaces(): Promise<void> {
    if (![...this.#seats.keys()].some((seat) => seat.waits)) return;
    const places = placesOf(await queueOf(reading(this.#services, { actor: chatVisitor })));
    for (const seat of this.#seats.keys()) {
      const place = seat.waits ? places.get(seat.chatId) : undefined;
      if (place !== undefined) seat.tell(place);
    }
  }

  async #note(): Promise<void> {
    const now = performance.now();
    const due: Seat[] = [];
    // New ones stand last, but were never noted.
    for (const [seat, at] of this.#seats) if (now - at >= seenEveryMs && due.push(seat) >= mostAtOnce) break;
    if (!due.length) return;
    for (const seat of due) {
      this.#seats.delete(seat);
      this.#seats.set(seat, now);
    }
    const ctx = reading(this.#services, { actor: chatVisitor });
    await markSeen(ctx, [...new Set(due.map((seat) => seat.chatId))], ctx.now);
  }
}

const rooms = new WeakMap<Services, Room>();
export const roomOf = (services: Services): Room => {
  const room = rooms.get(services) ?? new Room(services);
  rooms.set(services, room);
  return room;
};
