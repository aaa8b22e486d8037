import { randomBytes } from "node:crypto";
import type { LiveMessage } from "./publish.ts";

export type Heard = LiveMessage & { readonly topic: string };
export type Numbered = { readonly id: string; readonly message: Heard };

/**
 * The last messages that this process heard, so that a reader who was away for a moment misses none. Its numbers begin
 * anew, under another mark, with each connection to the database: what was said in between nobody knows.
 */
export class Ring {
  #mark = "";
  #next = 0;
  readonly #kept: (Numbered | undefined)[];
  constructor(size = 2_000) {
    this.#kept = Array.from({ length: size });
    this.restart();
  }

  restart(): void {
    this.#mark = randomBytes(6).toString("hex");
    this.#next = 0;
    this.#kept.fill(undefined);
  }

  /** The number of the newest message. */
  get last(): string {
    return `${this.#mark}-${this.#next}`;
  }

  add(message: Heard): Numbered {
    this.#next += 1;
    const numbered = { id: this.last, message };
    this.#kept[this.#next % this.#kept.length] = numbered;
    return numbered;
  }

  /** All after a number that a reader names, oldest first; undefined where that cannot be known any more. */
  since(id: string): Numbered[] | undefined {
    const [mark, text] = id.split("-");
    const from = Number(text);
    if (mark !== this.#mark || !Number.isInteger(from) || from > this.#next) return undefined;
    if (this.#next - from > this.#kept.length) return undefined;
    const found: Numbered[] = [];
    for (let at = from + 1; at <= this.#next; at += 1) found.push(this.#kept[at % this.#kept.length]!);
    return found;
  }
}
