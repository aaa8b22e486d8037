import type { ReactNode } from "react";
import "./parts.css";

/** The head of a screen: title, a quiet remark beside it, the main actions at the right. */
export const PageHead = ({
  title,
  remark,
  children,
}: {
  title: ReactNode;
  remark?: ReactNode;
  children?: ReactNode;
}) => (
  <header className="page-head">
    <div className="page-title">
      <h1>{title}</h1>
      {remark && <span className="quiet">{remark}</span>}
    </div>
    {children && <div className="page-actions no-print">{children}</div>}
  </header>
);
