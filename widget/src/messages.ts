import type { ChatClient, Message, Outgoing, Snapshot } from "./client.ts";
import { fill, h, icon } from "./dom.ts";
import type { Speak } from "./texts.ts";

/** The list of what was said; each message is drawn once. */
export function messageList(t: Speak, client: ChatClient, language: "zh" | "en") {
  const list = h("ol", { role: "log", "aria-live": "polite", "aria-relevant": "additions" });
  const drawn = new Map<string, HTMLElement>();
  const time = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { hour: "2-digit", minute: "2-digit" });

  const notice = ({ body, agent }: Message): string => {
    const [word, value = ""] = body.split(" ");
    if (word === "taken") return t("taken", { agent: agent ?? "" });
    if (word === "handed") return t("handed");
    if (word === "queued") return t("queued");
    if (word === "message") return t("messageLeft", { number: value });
    if (value === "visitor") return t("closedByVisitor");
    return t(value === "staff" ? "closedByStaff" : "closedByProgram");
  };

  const fileOf = (message: Message): HTMLElement => {
    const show = async (open: (url: string) => void) => open(await client.fileUrl(message).catch(() => ""));
    const save = () =>
      void show((url) => {
        if (!url) return;
        h("a", { href: url, download: message.body }).click();
        setTimeout(() => URL.revokeObjectURL(url), 60_000);
      });
    const label = t("download", { name: message.body });
    const paper = () =>
      h(
        "button",
        { class: "bubble file", type: "button", onclick: save, "aria-label": label },
        icon("M14 3H6v18h12V7z", "M14 3v4h4"),
        h("span", {}, message.body),
      );
    if (!message.mediaType?.startsWith("image/")) return paper();
    const picture = h("img", { alt: message.body });
    const frame = h("button", { class: "bubble picture", type: "button", onclick: save, "aria-label": label }, picture);
    picture.addEventListener("error", () => frame.replaceWith(paper()));
    void show((url) => (picture.src = url || "data:,"));
    return frame;
  };

  const sent = (message: Message): HTMLElement => {
    if (message.kind === "notice") return h("li", { class: "notice" }, notice(message));
    const isMine = message.side === "visitor";
    const who = isMine ? t("you") : (message.agent ?? "");
    return h(
      "li",
      { class: isMine ? "message mine" : "message" },
      h("span", { class: isMine ? "hidden-text" : "meta" }, who),
      message.kind === "file" ? fileOf(message) : h("div", { class: "bubble" }, message.body),
      h("span", { class: "meta" }, time.format(new Date(message.at)), h("span", { class: "seen" })),
    );
  };

  const unsent = ({ clientId, text, file, failed }: Outgoing): HTMLElement =>
    h(
      "li",
      { class: failed ? "message mine failed" : "message mine" },
      h("div", { class: "bubble" }, text ?? file?.name ?? ""),
      h(
        "span",
        { class: "meta" },
        failed ?? t("sending"),
        failed &&
          h("button", { class: "link", type: "button", onclick: () => client.retry(clientId) }, ` ${t("retry")}`),
      ),
    );

  const once = (key: string, draw: () => HTMLElement): HTMLElement => {
    const known = drawn.get(key);
    if (known) return known;
    const made = draw();
    drawn.set(key, made);
    return made;
  };

  const show = ({ messages, outgoing, chat }: Snapshot) => {
    const keys = new Set<string>();
    const entry = (key: string, draw: () => HTMLElement) => {
      keys.add(key);
      return once(key, draw);
    };
    const done = new Set(messages.map((one) => one.clientId));
    fill(list, [
      ...messages.map((one) => entry(one.id, () => sent(one))),
      ...outgoing
        .filter((one) => !done.has(one.clientId))
        .map((one) => entry(`${one.clientId} ${one.failed ?? ""}`, () => unsent(one))),
    ]);
    for (const key of drawn.keys()) if (!keys.has(key)) drawn.delete(key);
    // Only the last of one's own says that it was read.
    const read = messages.filter((one) => one.side === "visitor" && one.number <= (chat?.staffRead ?? 0)).at(-1);
    for (const one of messages) {
      const mark = drawn.get(one.id)?.querySelector(".seen");
      if (mark) mark.textContent = one === read ? ` · ${t("read")}` : "";
    }
  };
  return { list, show };
}
