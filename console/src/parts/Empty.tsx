import type { ReactNode } from "react";
import "./parts.css";

/** An empty state: what is missing, why, and the first step (children). */
export function Empty({
  title,
  lead,
  icon,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  icon?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="empty">
      {icon && <div className="empty-icon">{icon}</div>}
      <h2>{title}</h2>
      {lead && <div className="empty-lead">{lead}</div>}
      {children && <div className="row empty-steps">{children}</div>}
    </div>
  );
}
