import { useEffect, useEffectEvent } from "react";

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Single keys (`j`, `/`, `?`) outside of inputs, and `mod+k` anywhere. Two keys in a row are written `g c`. */
export function useKeys(keys: Readonly<Record<string, (event: KeyboardEvent) => void>>, active = true): void {
  const has = useEffectEvent((name: string) => name in keys);
  const act = useEffectEvent((name: string, event: KeyboardEvent) => keys[name]!(event));
  useEffect(() => {
    if (!active) return;
    let first = "";
    let forget = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey) return;
      const mod = event.ctrlKey || event.metaKey;
      if (!mod && (typing(event.target) || document.querySelector(".ant-modal-wrap:not([style*='display: none'])")))
        return;
      const pair = first ? `${first} ${event.key}` : "";
      const name = mod ? `mod+${event.key.toLowerCase()}` : pair && has(pair) ? pair : event.key;
      window.clearTimeout(forget);
      first = !mod && event.key === "g" ? "g" : "";
      forget = window.setTimeout(() => (first = ""), 900);
      if (!has(name)) return;
      event.preventDefault();
      act(name, event);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [active]);
}
