import { useText } from "../../texts/index.ts";
import "./tickets.css";

/** What somebody has in hand against what they can take: amber from four fifths, red when full. The words say the same. */
export function LoadBar({ open, capacity }: { open: number; capacity: number }) {
  const { t } = useText();
  const share = capacity > 0 ? open / capacity : open > 0 ? 1 : 0;
  const tone = share >= 1 ? "bad" : share >= 0.8 ? "warn" : "good";
  return (
    <span className={`load due-${tone}`}>
      <span className="due-bar load-bar" aria-hidden>
        <span style={{ width: `${Math.min(100, share * 100)}%` }} />
      </span>
      <span className="load-text" title={t("tickets.inHand", { open, capacity })}>
        {open} / {capacity}
      </span>
    </span>
  );
}
