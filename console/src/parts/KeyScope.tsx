import { type ReactNode, useEffect, useEffectEvent, useRef } from "react";

type Props = {
  readonly className?: string;
  /** Escape gives up. */
  readonly onEscape?: () => void;
  /** Ctrl Enter saves. */
  readonly onSave?: () => void;
  readonly children: ReactNode;
};

/** An area in which Escape and Ctrl Enter mean what they mean everywhere. */
export function KeyScope({ className, onEscape, onSave, children }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === "Escape") onEscape?.();
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") onSave?.();
  });
  useEffect(() => {
    const box = area.current;
    const listener = (event: KeyboardEvent) => press(event);
    box?.addEventListener("keydown", listener);
    return () => box?.removeEventListener("keydown", listener);
  }, []);
  return (
    <div ref={area} className={className}>
      {children}
    </div>
  );
}
