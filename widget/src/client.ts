import { type Attempt, openOutbox, type Outgoing } from "./outbox.ts";
import { listen } from "./stream.ts";

export type { Outgoing } from "./outbox.ts";

export type Greeting = {
  readonly isOpen: boolean;
  readonly welcome: string;
  readonly purpose: string;
  readonly mostFileBytes: number;
  readonly fileEndings: readonly string[];
};
export type Chat = {
  readonly id: string;
  readonly state: "waiting" | "active" | "closed";
  readonly outcome: "message" | "other" | null;
  readonly place: number | null;
  readonly agent: string | null;
  readonly isAnswered: boolean;
  readonly hasContact: boolean;
  readonly lastNumber: number;
  readonly staffRead: number;
  readonly rating: number | null;
};
export type Message = {
  readonly id: string;
  readonly number: number;
  readonly side: "visitor" | "staff" | "program";
  readonly kind: "text" | "file" | "notice";
  /** Plain text. It is never markup: show it as text. */
  readonly body: string;
  readonly clientId: string | null;
  readonly agent: string | null;
  readonly mediaType: string | null;
  readonly size: number | null;
  readonly at: string;
};
export type Begin = { name?: string; contact?: string; consent?: boolean; text: string };
/** What a refusal says, with the reason for each wrong field. */
export type Refusal = {
  readonly code: string;
  readonly title: string;
  readonly fields: Readonly<Record<string, string>>;
};

/** All that a screen shows. */
export type Snapshot = {
  readonly greeting: Greeting | undefined;
  readonly chat: Chat | undefined;
  readonly messages: readonly Message[];
  readonly outgoing: readonly Outgoing[];
  readonly isConnected: boolean;
  readonly isAgentTyping: boolean;
};

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;
export type ClientOptions = {
  /** Where the server is; empty on its own pages. */
  readonly server: string;
  readonly language: "zh" | "en";
  readonly storage: Store;
  /** Where the chat stands. */
  readonly page?: string;
  /** In the portal: the chat is that of the customer whose session this is, and ends with it. */
  readonly signedIn?: boolean;
};

const typingShownMs = 5_000;
const typingEveryMs = 2_500;

/** Talks with the server for one visitor: starts, sends, hears, comes back after a lost network. It draws nothing. */
export function openClient({ server, language, storage, page, signedIn = false }: ClientOptions) {
  const storeKey = signedIn ? "youzhang.portal.chat" : "youzhang.chat";
  let key = "";
  let now: Snapshot = {
    greeting: undefined,
    chat: undefined,
    messages: [],
    outgoing: [],
    isConnected: false,
    isAgentTyping: false,
  };
  const listeners = new Set<(now: Snapshot) => void>();
  const change = (next: Partial<Snapshot>) => {
    now = { ...now, ...next };
    for (const listener of listeners) listener(now);
  };

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${server}/api/v1/${signedIn ? "portal/" : ""}chats${path}`, {
      ...init,
      credentials: signedIn ? "same-origin" : "omit",
      cache: "no-store",
      headers: {
        "accept-language": language,
        ...(key && { "x-chat-key": key }),
        ...(signedIn && { "x-requested-by": "youzhang" }),
        ...init.headers,
      },
    });
  const post = (path: string, body: object) =>
    ask(path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  /** @throws Refusal */
  const answered = async <T>(reply: Promise<Response>): Promise<T> => {
    const response = await reply.catch(() => undefined);
    if (!response) throw refusalOf(undefined);
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw refusalOf(body);
    return body as T;
  };

  // What is kept between visits of the page: the key, and what is still to be sent.
  const keep = () => {
    try {
      const texts = now.outgoing.filter((one) => one.text !== undefined);
      if (key) storage.setItem(storeKey, JSON.stringify({ key, outgoing: texts }));
      else storage.removeItem(storeKey);
    } catch {
      // A full or forbidden store: the chat lives as long as the page.
    }
  };
  const kept = (): { key: string; outgoing: Outgoing[] } | undefined => {
    try {
      const value = JSON.parse(storage.getItem(storeKey) ?? "null") as { key: string; outgoing?: Outgoing[] } | null;
      return value && /^[\w-]{43}$/.test(value.key) ? { key: value.key, outgoing: value.outgoing ?? [] } : undefined;
    } catch {
      return undefined;
    }
  };

  const seen = () => now.messages.at(-1)?.number ?? 0;
  const add = (rows: readonly Message[]) => {
    // By number: what comes over the stream and as an answer is one message.
    const fresh = rows.filter((row) => !now.messages.some((one) => one.number === row.number));
    if (!fresh.length) return;
    change({ messages: [...now.messages, ...fresh].sort((a, b) => a.number - b.number) });
  };

  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  const agentTyping = (is: boolean) => {
    clearTimeout(typingTimer);
    if (is) typingTimer = setTimeout(() => change({ isAgentTyping: false }), typingShownMs);
    if (now.isAgentTyping !== is) change({ isAgentTyping: is });
  };

  let stream: ReturnType<typeof listen> | undefined;
  // A message that was answered may stand behind one that is still to be heard: the stream goes on from where it was.
  let streamed = 0;
  let isStopped = false;
  const connect = () => {
    if (isStopped) return;
    stream ??= listen((path, init) => ask(path, init), {
      path: () => `/current/live?after=${streamed}`,
      connected: (isConnected) => {
        change({ isConnected });
        if (isConnected) outbox.hurry();
      },
      refused: () => forget(),
      hear: ({ name, data }) => {
        if (name === "message") {
          const message = data as Message;
          streamed = Math.max(streamed, message.number);
          if (message.side === "staff") agentTyping(false);
          add([message]);
        } else if (name === "chat") {
          change({ chat: data as Chat });
          if (now.chat!.state === "closed") disconnect();
        } else if (name === "place" && now.chat)
          change({ chat: { ...now.chat, place: (data as { place: number }).place } });
        else if (name === "read" && now.chat)
          change({ chat: { ...now.chat, staffRead: (data as { number: number }).number } });
        else if (name === "typing") agentTyping(true);
      },
    });
  };
  const disconnect = () => {
    stream?.stop();
    stream = undefined;
  };

  const outbox = openOutbox(sendOne, (outgoing) => {
    change({ outgoing });
    keep();
  });
  async function sendOne({ clientId, text, file }: Outgoing): Promise<Attempt> {
    try {
      let reply: Response;
      if (file) {
        const form = new FormData();
        form.append("clientId", clientId);
        form.append("file", file, file.name);
        reply = await ask("/current/files", { method: "POST", body: form });
      } else reply = await post("/current/messages", { clientId, text });
      const body: unknown = await reply.json().catch(() => undefined);
      if (reply.ok) {
        add([body as Message]);
        return { done: true };
      }
      if (reply.status === 429) return { againMs: 1_000 * ((body as { retryAfter?: number })?.retryAfter ?? 5) };
      if (reply.status >= 500) return { againMs: 2_000 };
      return { refused: refusalOf(body).title };
    } catch {
      return { againMs: 0 };
    }
  }

  const take = (view: { chat: Chat; messages: Message[] }) => {
    change({ chat: view.chat });
    add(view.messages);
    streamed = seen();
    if (view.chat.state !== "closed") connect();
  };

  // The same attempt again after a lost answer is the same chat.
  let attempt: { key: string; clientId: string } | undefined;
  const begin = async (path: string, given: Begin): Promise<void> => {
    attempt ??= { key: newKey(), clientId: newId() };
    key = attempt.key;
    const given2 = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ""));
    try {
      const view = await answered<{ chat: Chat; messages: Message[] }>(
        post(path, { ...given2, clientId: attempt.clientId, ...(page && { page }) }),
      );
      attempt = undefined;
      keep();
      take(view);
    } catch (refusal) {
      if ((refusal as Refusal).code !== "unreachable") attempt = undefined;
      key = "";
      throw refusal;
    }
  };

  function forget(): void {
    disconnect();
    outbox.clear();
    key = "";
    streamed = 0;
    change({ chat: undefined, messages: [], isAgentTyping: false });
    keep();
  }

  let typedAt = 0;
  let readUpTo = 0;
  return {
    now: () => now,
    subscribe: (listener: (now: Snapshot) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Whether somebody is here, and the words to begin with. @throws Refusal */
    greet: async () => change({ greeting: await answered<Greeting>(ask("/greeting")) }),
    /** Goes on with the chat of an earlier visit, if there is one. */
    resume: async (): Promise<boolean> => {
      const before = kept();
      if (!before) return false;
      key = before.key;
      try {
        take(await answered(ask("/current")));
      } catch (refusal) {
        if ((refusal as Refusal).code === "service.chat_key") {
          forget();
          return false;
        }
        // Not reachable now: the stream comes as soon as it is.
        connect();
      }
      outbox.restore(before.outgoing);
      return true;
    },
    /** Joins the queue. @throws Refusal */
    start: (given: Begin) => begin("", given),
    /** Leaves a message where nobody is here. @throws Refusal */
    leaveMessage: (given: Begin) => begin("/left-messages", given),
    /** Stops waiting; what was written becomes a message. @throws Refusal */
    leaveQueue: async (contact?: string, consent?: boolean) => {
      const body = contact ? { contact, consent: consent ?? false } : {};
      await answered(post("/current/left-message", body));
      take(await answered(ask(`/current?after=${seen()}`)));
    },
    say: (text: string) => outbox.add({ clientId: newId(), text, at: new Date().toISOString() }),
    sendFile: (file: File) => outbox.add({ clientId: newId(), file, at: new Date().toISOString() }),
    retry: outbox.retry,
    /** To be called at each stroke. */
    typing: () => {
      if (now.chat?.state !== "active" || Date.now() - typedAt < typingEveryMs) return;
      typedAt = Date.now();
      void post("/current/typing", {}).catch(() => {});
    },
    /** All that is there was seen. */
    read: () => {
      if (!now.chat || now.chat.state === "closed" || seen() <= readUpTo) return;
      readUpTo = seen();
      void post("/current/readings", { upTo: readUpTo }).catch(() => {});
    },
    /** @throws Refusal */
    close: async () => {
      const { chat } = await answered<{ chat: Chat }>(post("/current/closure", {}));
      change({ chat });
      add((await answered<{ messages: Message[] }>(ask(`/current?after=${seen()}`))).messages);
      disconnect();
    },
    /** One to five. @throws Refusal */
    rate: async (rating: number, note?: string) =>
      change(await answered<{ chat: Chat }>(post("/current/rating", { rating, ...(note && { note }) }))),
    /** A file of a message as a local address; to be given back with `URL.revokeObjectURL`. */
    fileUrl: async (message: Message): Promise<string> => {
      const reply = await ask(`/current/files/${message.id}`);
      if (!reply.ok) throw refusalOf(undefined);
      return URL.createObjectURL(await reply.blob());
    },
    /** The network is back. */
    hurry: () => {
      stream?.hurry();
      outbox.hurry();
    },
    /** Ends it on this page, for a new one. */
    forget,
    /** Lets go of all connections. */
    stop: () => {
      isStopped = true;
      disconnect();
    },
  };

  function refusalOf(body: unknown): Refusal {
    const given = body as { code?: string; title?: string; errors?: { field: string; reason: string }[] } | undefined;
    return {
      code: given?.code ?? "unreachable",
      title:
        given?.title ??
        (language === "zh" ? "暂时连不上，请检查网络后重试。" : "Not reachable; check the network and try again."),
      fields: Object.fromEntries((given?.errors ?? []).map(({ field, reason }) => [field, reason])),
    };
  }
}
export type ChatClient = ReturnType<typeof openClient>;

/** An id of the browser's own; `crypto.randomUUID` is missing on pages without https. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** 32 random bytes: whoever has them has the chat. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}
