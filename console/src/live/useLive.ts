import { useEffect, useEffectEvent } from "react";
import { type LiveMessage, openLive } from "./connection.ts";

const live = openLive({
  open: (url) => new EventSource(url),
  isHidden: () => document.hidden,
  onVisibility: (changed) => document.addEventListener("visibilitychange", changed),
});

/**
 * Hears what happens on a topic (`ticket:<id>`, `chats`) while the component is shown; the usual answer is to read the
 * screen's queries anew. A message of type `resync` says that something may have been missed. Without a topic it waits.
 * `background` goes on in a tab that nobody looks at.
 */
export function useLive(
  topic: string | undefined,
  handler: (message: LiveMessage) => void,
  { background = false }: { background?: boolean } = {},
): void {
  const hear = useEffectEvent(handler);
  useEffect(
    () => (topic === undefined ? undefined : live.listen(topic, (message) => hear(message), background)),
    [topic, background],
  );
}
