import type { ChatClient, Refusal, Snapshot } from "./client.ts";
import { fill, h } from "./dom.ts";
import type { Speak } from "./texts.ts";

/** The line above the words: the place in the queue, or that the network is away. */
export function strip(t: Speak, client: ChatClient) {
  const line = h("div", { class: "strip", role: "status" });
  const place = h("span");
  const instead = h("button", { class: "link", type: "button" }, t("instead"));
  const offline = h("span", {}, t("offline"));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAway = false;

  // Who leaves a message and gave no way to answer is asked for one.
  const contact = h("input", {
    type: "text",
    maxLength: 200,
    autocomplete: "tel",
    "aria-label": t("contactNeeded"),
    placeholder: t("contactNeeded"),
  });
  const consent = h("input", { type: "checkbox" });
  const purpose = h("p", { class: "purpose" });
  const wrong = h("p", { class: "wrong", role: "alert" });
  const asked = h(
    "form",
    {
      class: "begin",
      noValidate: true,
      onsubmit: (event: Event) => {
        event.preventDefault();
        leave(contact.value.trim(), consent.checked);
      },
    },
    contact,
    purpose,
    h("label", { class: "check" }, consent, t("consent")),
    wrong,
    h("button", { class: "main", type: "submit" }, t("leave")),
  );
  let isAsking = false;
  const leave = (value?: string, agreed?: boolean) =>
    void client.leaveQueue(value, agreed).catch((refusal: Refusal) => {
      isAsking = true;
      wrong.textContent = value === undefined ? "" : (Object.values(refusal.fields)[0] ?? refusal.title);
      show(client.now());
      contact.focus();
    });
  instead.addEventListener("click", () => leave());

  const show = (now: Snapshot) => {
    const { chat, isConnected, greeting } = now;
    const isLive = chat !== undefined && chat.state !== "closed";
    // Coming back takes a moment and is not worth a word.
    if (isConnected || (!isLive && chat)) {
      clearTimeout(timer);
      timer = undefined;
      isAway = false;
    } else
      timer ??= setTimeout(() => {
        isAway = true;
        show(client.now());
      }, 3_000);
    purpose.textContent = greeting?.purpose ?? "";
    const waits = chat?.state === "waiting" && !isAway;
    if (waits && chat.place !== null)
      place.textContent = t(chat.place === 1 ? "placeFirst" : "place", { place: chat.place });
    if (!waits) isAsking = false;
    line.classList.toggle("off", isAway);
    fill(line, [
      isAway && offline,
      waits && place,
      waits && !chat.isAnswered && !isAsking && instead,
      waits && isAsking && asked,
    ]);
    line.hidden = line.childNodes.length === 0;
  };
  return { line, show };
}
