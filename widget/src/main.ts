import { beginForm } from "./begin.ts";
import { type Begin, openClient, type Refusal, type Snapshot } from "./client.ts";
import { composer } from "./compose.ts";
import { fill, h, icon } from "./dom.ts";
import { footer } from "./foot.ts";
import { messageList } from "./messages.ts";
import { strip } from "./strip.ts";
import { css } from "./style.ts";
import { speak } from "./texts.ts";

/** The chat on a page: a button in the corner, and the panel that it opens. */
function mount(script: HTMLScriptElement | null): void {
  // Taken away before it was there.
  if (script && !script.isConnected) return;
  const server = (script?.dataset.youzhang || (script ? new URL(script.src).origin : "")).replace(/\/+$/, "");
  const wanted = script?.dataset.language ?? document.documentElement.lang;
  const language = /^en/i.test(wanted) ? "en" : "zh";
  const t = speak(language);
  const signedIn = script?.dataset.signedIn !== undefined;
  const client = openClient({
    server: server === location.origin ? "" : server,
    language,
    storage: storageOf(),
    page: location.origin,
    signedIn,
  });

  const host = h("div", { lang: language === "zh" ? "zh-CN" : "en" });
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const colour = script?.dataset.colour;
  if (colour && /^#[0-9a-f]{6}$/i.test(colour)) host.style.setProperty("--accent", colour);

  // The button in the corner.
  const badge = h("span", { class: "badge", "aria-hidden": "true", hidden: true });
  const launcher = h(
    "button",
    { class: "launcher", type: "button", "aria-haspopup": "dialog", onclick: () => open() },
    icon("M4 5h16v11H10l-5 4v-4H4z"),
    t("open"),
    badge,
  );

  // The panel.
  const who = h("p");
  const end = h(
    "button",
    { class: "plain", type: "button", "aria-label": t("end"), title: t("end"), onclick: () => (sure.hidden = false) },
    icon("M12 3v9", "M6.500 6.500a8 8 0 1 0 11 0"),
  );
  const minimise = h(
    "button",
    { class: "plain", type: "button", "aria-label": t("minimise"), title: t("minimise"), onclick: () => close() },
    icon("M6 9l6 6 6-6"),
  );
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const tell = (text: string) => {
    problem.textContent = text;
    problem.hidden = !text;
    if (text) setTimeout(() => (problem.hidden = true), 8_000);
  };
  const words = messageList(t, client, language);
  const writing = composer(t, client, tell);
  const below = footer(t, client, tell);
  const above = strip(t, client);
  const typing = h("div", { class: "typing", role: "status" });
  const body = h("div", { class: "body", tabIndex: -1 });
  const sure = h(
    "div",
    { class: "foot", hidden: true, role: "alertdialog", "aria-label": t("endSure") },
    h("p", { class: "quiet" }, t("endSure")),
    h(
      "div",
      { class: "pair" },
      h("button", { class: "second", type: "button", onclick: () => (sure.hidden = true) }, t("no")),
      h(
        "button",
        {
          class: "main",
          type: "button",
          onclick: () => {
            sure.hidden = true;
            client.close().catch((refusal: Refusal) => tell(refusal.title));
          },
        },
        t("yesEnd"),
      ),
    ),
  );
  const panel = h(
    "section",
    { class: "panel", role: "dialog", "aria-label": t("title"), hidden: true },
    h("header", {}, h("div", {}, h("h2", {}, t("title")), who), end, minimise),
    above.line,
    body,
    typing,
    problem,
    sure,
    writing.form,
    below.foot,
  );
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    // What is typed here is no shortcut of the page.
    event.stopPropagation();
  });
  root.append(launcher, panel);
  document.body.append(host);

  // The words stay at their end unless somebody reads further up; pictures grow once they are there.
  let atEnd = true;
  const pin = () => {
    if (atEnd && words.list.isConnected) body.scrollTop = body.scrollHeight;
  };
  body.addEventListener("scroll", () => (atEnd = body.scrollHeight - body.scrollTop - body.clientHeight < 80));
  const watch = new ResizeObserver(pin);
  watch.observe(body);
  watch.observe(words.list);

  let form: HTMLFormElement | undefined;
  let formOpen: boolean | undefined;
  let shown = 0;

  const begin = async (given: Begin) => {
    const { greeting } = client.now();
    try {
      await (greeting?.isOpen ? client.start(given) : client.leaveMessage(given));
    } catch (error) {
      const { code } = error as Refusal;
      // The last agent left meanwhile, or too many wait: the form asks for a message now.
      if (code === "service.chat_nobody" || code === "service.chat_full") {
        await client.greet().catch(() => {});
        if (code === "service.chat_full") formOpen = false;
      }
      throw error;
    }
    form = undefined;
    writing.focus();
  };

  const show = (now: Snapshot) => {
    const { chat, greeting, messages } = now;
    const isLive = chat !== undefined && chat.state !== "closed";
    const has = chat !== undefined || messages.length > 0;
    if (has) {
      form = undefined;
      words.show(now);
      fill(body, [words.list]);
      const last = messages.at(-1);
      const grew = messages.length + now.outgoing.length !== shown;
      shown = messages.length + now.outgoing.length;
      if (grew && last?.side === "visitor") atEnd = true;
      pin();
    } else if (greeting) {
      if (!form || formOpen !== greeting.isOpen) {
        const before = form?.querySelector("textarea")?.value;
        form = beginForm(t, greeting, begin, signedIn);
        if (before) form.querySelector("textarea")!.value = before;
        formOpen = greeting.isOpen;
      }
      fill(body, [form]);
    }
    above.line.hidden = !has;
    if (has) above.show(now);
    below.show(now);
    writing.show(now);
    writing.form.hidden = !isLive;
    end.hidden = !isLive;
    if (!isLive) sure.hidden = true;
    typing.textContent = now.isAgentTyping ? t("typing") : "";
    typing.hidden = !isLive;
    who.textContent = chat?.agent ? t("connected", { agent: chat.agent }) : "";
    who.hidden = !chat?.agent;
    tellUnread(now);
    if (!panel.hidden && !document.hidden) client.read();
  };

  let readNumber = 0;
  const tellUnread = ({ messages }: Snapshot) => {
    const last = messages.at(-1)?.number ?? 0;
    if (!panel.hidden && !document.hidden) readNumber = last;
    const unread = messages.filter((one) => one.side === "staff" && one.number > readNumber).length;
    badge.textContent = String(unread);
    badge.hidden = unread === 0;
    launcher.setAttribute("aria-label", unread ? t("openUnread", { count: unread }) : t("open"));
  };

  const greet = () =>
    client.greet().catch((refusal: Refusal) => {
      tell(refusal.title);
    });
  const open = () => {
    panel.hidden = false;
    launcher.hidden = true;
    tell("");
    if (!client.now().chat || client.now().chat?.state === "closed") void greet().then(focus);
    show(client.now());
    focus();
  };
  const focus = () => {
    if (client.now().chat?.state === "waiting" || client.now().chat?.state === "active") writing.focus();
    else (form?.querySelector("textarea") ?? minimise).focus();
  };
  const close = () => {
    panel.hidden = true;
    launcher.hidden = false;
    launcher.focus();
  };

  client.subscribe((now) => {
    show(now);
    // A new one after the last ended.
    if (!now.chat && !now.messages.length && !panel.hidden && !form) void greet();
  });
  const looked = () => show(client.now());
  document.addEventListener("visibilitychange", looked);
  window.addEventListener("online", client.hurry);
  // The page takes the chat away; with `forget`, nothing of it stays in this browser.
  window.addEventListener(
    "youzhang-chat-leave",
    (event) => {
      document.removeEventListener("visibilitychange", looked);
      window.removeEventListener("online", client.hurry);
      if ((event as CustomEvent<string>).detail === "forget") client.forget();
      client.stop();
      host.remove();
    },
    { once: true },
  );
  void client.resume().then((has) => void (has && client.greet().catch(() => {})));
}

function storageOf(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  try {
    localStorage.getItem("youzhang");
    return localStorage;
  } catch {
    // A page in a sandbox has none: the chat lives as long as the page.
    return { getItem: () => null, setItem: () => {}, removeItem: () => {} };
  }
}

const script = document.currentScript as HTMLScriptElement | null;
if (document.body) mount(script);
else document.addEventListener("DOMContentLoaded", () => mount(script), { once: true });
