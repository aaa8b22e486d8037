import { useEffect } from "react";

/** As the script knows its event, and where it keeps the key to the chat. */
const leaveEvent = "youzhang-chat-leave";
const chatKey = "youzhang.portal.chat";

/** The same chat that other sites embed; here it is the chat of who is signed in. */
export function useChat(language: string, on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const script = document.createElement("script");
    script.src = "/widget.js";
    Object.assign(script.dataset, { youzhang: "", signedIn: "", language });
    document.body.append(script);
    return () => {
      script.remove();
      leaveChat();
    };
  }, [language, on]);
}

/** Takes the chat from the page; with `forget` nothing of it stays in this browser. */
export const leaveChat = (how: "keep" | "forget" = "keep"): void =>
  void window.dispatchEvent(new CustomEvent(leaveEvent, { detail: how }));

/** Whoever signs in now may be another than before. */
export const forgetChat = (): void => localStorage.removeItem(chatKey);
