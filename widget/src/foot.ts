import type { ChatClient, Refusal, Snapshot } from "./client.ts";
import { fill, h, icon } from "./dom.ts";
import type { Speak } from "./texts.ts";

const star = "M12 3.500l2.600 5.400 5.900.8-4.300 4.100 1 5.900-5.200-2.800-5.200 2.800 1-5.900L3.500 9.700l5.900-.8z";

/** What stands below a chat that has ended: the rating, and the way to a new one. */
export function footer(t: Speak, client: ChatClient, tell: (problem: string) => void) {
  let chosen = 0;
  const labels = [1, 2, 3, 4, 5].map((count) => {
    const input = h("input", {
      type: "radio",
      name: "yz-stars",
      "aria-label": t("stars", { count }),
      onchange: () => {
        chosen = count;
        labels.forEach((label, at) => label.classList.toggle("on", at < count));
        send.disabled = false;
      },
    });
    return h("label", {}, input, icon(star));
  });
  const note = h("textarea", { rows: 2, maxLength: 500, placeholder: t("rateNote"), "aria-label": t("rateNote") });
  const send = h("button", { class: "main", type: "submit", disabled: true }, t("sendRating"));
  const rating = h(
    "form",
    {
      class: "begin",
      onsubmit: (event: Event) => {
        event.preventDefault();
        client.rate(chosen, note.value.trim()).catch((refusal: Refusal) => tell(refusal.title));
      },
    },
    h("fieldset", {}, h("legend", {}, t("rate")), h("div", { class: "stars" }, ...labels)),
    note,
    send,
  );
  const thanks = h("p", { class: "quiet", role: "status" }, t("thanks"));
  const anew = h("button", { class: "link", type: "button", onclick: () => client.forget() }, t("anew"));
  const foot = h("div", { class: "foot" });
  const show = ({ chat }: Snapshot) => {
    foot.hidden = chat?.state !== "closed";
    if (!chat || foot.hidden) return;
    fill(foot, [chat.isAnswered && chat.rating === null && rating, chat.rating !== null && thanks, anew]);
  };
  return { foot, show };
}
