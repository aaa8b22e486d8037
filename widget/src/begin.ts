import type { Begin, Greeting, Refusal } from "./client.ts";
import { h } from "./dom.ts";
import type { Speak } from "./texts.ts";

/**
 * The first form: a question for the queue, or, where nobody is here, a message with a way to answer it. Who is signed in
 * is known, and answered in the portal.
 */
export function beginForm(
  t: Speak,
  { isOpen, welcome, purpose }: Greeting,
  begin: (given: Begin) => Promise<void>,
  signedIn: boolean,
): HTMLFormElement {
  const wrongs: Record<string, HTMLElement> = {};
  const inputs: Record<string, HTMLElement> = {};
  const field = (name: string, text: string, input: HTMLElement): HTMLLabelElement => {
    const id = `yz-wrong-${name}`;
    wrongs[name] = h("span", { class: "wrong", id, role: "alert" });
    inputs[name] = input;
    input.setAttribute("aria-describedby", id);
    return h("label", {}, text, input, wrongs[name]);
  };
  const name = h("input", { type: "text", maxLength: 50, autocomplete: "name" });
  const contact = h("input", { type: "text", maxLength: 200, autocomplete: "tel", required: !isOpen && !signedIn });
  const consent = h("input", { type: "checkbox" });
  const text = h("textarea", { rows: 4, maxLength: 4000, required: true });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const button = h("button", { class: "main", type: "submit" }, t(isOpen ? "start" : "leave"));

  const submit = async (event: Event) => {
    event.preventDefault();
    for (const wrong of Object.values(wrongs)) wrong.textContent = "";
    problem.hidden = true;
    button.disabled = true;
    try {
      await begin({
        name: name.value.trim(),
        contact: contact.value.trim(),
        ...(contact.value.trim() && { consent: consent.checked }),
        text: text.value,
      });
    } catch (error) {
      const refusal = error as Refusal;
      let unplaced = Object.keys(refusal.fields).length === 0;
      for (const [key, reason] of Object.entries(refusal.fields)) {
        const wrong = wrongs[key];
        if (wrong) wrong.textContent = reason;
        else unplaced = true;
      }
      problem.textContent = refusal.title;
      problem.hidden = !unplaced;
      const first = Object.keys(wrongs).find((key) => wrongs[key]!.textContent);
      if (first) inputs[first]!.focus();
    } finally {
      button.disabled = false;
    }
  };

  wrongs.consent = h("span", { class: "wrong", role: "alert" });
  inputs.consent = consent;
  return h(
    "form",
    { class: "begin", onsubmit: submit, noValidate: true },
    h("p", { class: "welcome" }, isOpen ? welcome : t(signedIn ? "nobodyOwn" : "nobody")),
    field("text", t("question"), text),
    ...(signedIn
      ? []
      : [
          field("name", t("name"), name),
          field("contact", t(isOpen ? "contact" : "contactNeeded"), contact),
          h("p", { class: "purpose" }, purpose),
          h("label", { class: "check" }, consent, t("consent")),
          wrongs.consent,
        ]),
    problem,
    button,
  );
}
