import pg from "pg";
import type { Services } from "../services.ts";
import { channel } from "./publish.ts";
import { type Heard, type Numbered, Ring } from "./ring.ts";

/** Somebody who hears topics. */
export type Listener = {
  readonly hear: (heard: Numbered) => void;
  /** Messages may be missing: read anew what is shown. */
  readonly resync: (id: string) => void;
  /** Called every 20 seconds. */
  readonly beat?: () => void;
  /** The program stops. */
  readonly end: () => void;
};

const beatMs = 20_000;
const slowestRetryMs = 5_000;

/** One connection that listens to the database, for all listeners of this process. It opens with the first of them. */
export class Hub {
  readonly #url: string;
  readonly #ring = new Ring();
  readonly #topics = new Map<string, Set<Listener>>();
  readonly #listeners = new Map<Listener, readonly string[]>();
  #client: pg.Client | undefined;
  #connecting: Promise<void> | undefined;
  #connected = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  get listeners(): number {
    return this.#listeners.size;
  }
  get last(): string {
    return this.#ring.last;
  }
  since(id: string, topics: ReadonlySet<string>): Numbered[] | undefined {
    return this.#ring.since(id)?.filter((one) => topics.has(one.message.topic));
  }

  /** Resolves once messages are heard; answers false where the database is away, and connects in the background. */
  async ready(patienceMs = 5_000): Promise<boolean> {
    if (this.#closed) return false;
    if (this.#connected) return true;
    this.#connecting ??= this.#connect();
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([this.#connecting, new Promise((done) => (timer = setTimeout(done, patienceMs)))]);
    clearTimeout(timer);
    return this.#connected;
  }

  /** Answers how to stop. */
  listen(topics: readonly string[], listener: Listener): () => void {
    if (this.#closed) {
      listener.end();
      return () => {};
    }
    this.#listeners.set(listener, topics);
    for (const topic of topics) {
      const those = this.#topics.get(topic) ?? new Set();
      this.#topics.set(topic, those.add(listener));
    }
    return () => {
      if (!this.#listeners.delete(listener)) return;
      for (const topic of topics) {
        const those = this.#topics.get(topic);
        those?.delete(listener);
        if (!those?.size) this.#topics.delete(topic);
      }
    };
  }

  /** Ends the connection and every listener. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    const listeners = [...this.#listeners.keys()];
    this.#listeners.clear();
    this.#topics.clear();
    for (const listener of listeners) listener.end();
    await this.#client?.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    this.#timer ??= setInterval(() => this.#beat(), beatMs).unref();
    for (let pauseMs = 100; !this.#closed; pauseMs = Math.min(pauseMs * 2, slowestRetryMs)) {
      const client = new pg.Client({
        connectionString: this.#url,
        application_name: "youzhang live",
        keepAlive: true,
        connectionTimeoutMillis: 10_000,
        query_timeout: 10_000,
      });
      const lost = () => this.#lost(client);
      client.on("error", lost);
      client.on("end", lost);
      client.on("notification", ({ payload }) => this.#hear(payload ?? ""));
      try {
        await client.connect();
        this.#client = client;
        await client.query(`listen ${channel}`);
        if (this.#closed) return void (await client.end());
        this.#ring.restart();
        this.#connected = true;
        for (const listener of this.#listeners.keys()) listener.resync(this.#ring.last);
        return;
      } catch {
        this.#client = undefined;
        await client.end().catch(() => {});
        await new Promise((done) => setTimeout(done, pauseMs).unref());
      }
    }
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client || !this.#connected) return;
    this.#client = undefined;
    this.#connected = false;
    client.end().catch(() => {});
    this.#connecting = this.#closed ? undefined : this.#connect();
  }

  #hear(payload: string): void {
    const heard = this.#ring.add(JSON.parse(payload) as Heard);
    for (const listener of this.#topics.get(heard.message.topic) ?? []) listener.hear(heard);
  }

  #beat(): void {
    const client = this.#client;
    // A connection that died without a word is found by a question.
    if (client && this.#connected) client.query("select 1").catch(() => this.#lost(client));
    for (const listener of this.#listeners.keys()) listener.beat?.();
  }
}

const hubs = new WeakMap<Services, Hub>();

/** The hub of this process. */
export function hubOf(services: Services): Hub {
  const known = hubs.get(services);
  if (known) return known;
  const hub = new Hub(services.pool.options.connectionString!);
  hubs.set(services, hub);
  return hub;
}
