import type { ReactNode } from "react";
import "./parts.css";

export type Tone = "plain" | "good" | "warn" | "bad" | "accent" | "gold" | "silver" | "bronze";

/** A short word about a state; the tone never stands alone. */
export const Tag = ({ tone = "plain", icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) => (
  <span className={`tag tag-${tone}`}>
    {icon}
    {children}
  </span>
);
