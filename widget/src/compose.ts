import type { ChatClient, Snapshot } from "./client.ts";
import { h, icon } from "./dom.ts";
import type { Speak } from "./texts.ts";

/** Where the visitor writes: Enter sends, Shift and Enter begin a line. */
export function composer(t: Speak, client: ChatClient, tell: (problem: string) => void) {
  const text = h("textarea", { rows: 1, maxLength: 4000, placeholder: t("write"), "aria-label": t("write") });
  const pick = h("input", { type: "file", hidden: true, tabIndex: -1 });
  const send = () => {
    if (!text.value.trim()) return;
    client.say(text.value);
    text.value = "";
    grow();
  };
  const grow = () => {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight + 2, 120)}px`;
  };
  const sendFile = (file: File | undefined) => {
    const most = client.now().greeting?.mostFileBytes ?? Infinity;
    if (!file) return;
    if (file.size > most) tell(t("tooLarge", { size: Math.floor(most / 1024 / 1024) }));
    else client.sendFile(file);
  };
  text.addEventListener("input", () => {
    grow();
    client.typing();
  });
  text.addEventListener("keydown", (event) => {
    // Enter while Chinese is being composed chooses a word.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  text.addEventListener("paste", (event) => {
    const file = event.clipboardData?.files[0];
    if (!file) return;
    event.preventDefault();
    sendFile(file);
  });
  pick.addEventListener("change", () => {
    sendFile(pick.files?.[0]);
    pick.value = "";
  });
  const form = h(
    "form",
    {
      class: "compose",
      onsubmit: (event: Event) => {
        event.preventDefault();
        send();
        text.focus();
      },
    },
    h(
      "button",
      { class: "plain", type: "button", "aria-label": t("attach"), title: t("attach"), onclick: () => pick.click() },
      icon(
        "M20 11.5l-8.2 8.2a5 5 0 0 1-7-7l8.5-8.6a3.3 3.3 0 0 1 4.7 4.7l-8.500 8.500a1.700 1.700 0 0 1-2.400-2.400l7.700-7.700",
      ),
    ),
    pick,
    text,
    h(
      "button",
      { class: "plain send", type: "submit", "aria-label": t("send"), title: t("send") },
      icon("M4 12l16-8-6 17-3-7z", "M11 14l9-10"),
    ),
  );
  const show = ({ greeting }: Snapshot) => {
    if (greeting && !pick.accept) pick.accept = greeting.fileEndings.map((one) => `.${one}`).join(",");
  };
  return { form, show, focus: () => text.focus() };
}
