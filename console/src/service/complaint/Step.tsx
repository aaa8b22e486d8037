import { CheckOutlined, MinusOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";

export type StepState = "done" | "now" | "later" | "failed";

type Props = {
  readonly title: string;
  readonly state: StepState;
  /** Who did it and when. */
  readonly by?: string | null | undefined;
  readonly at?: string | null | undefined;
  /** Beside the way from one step to the next: it waits for somebody, and is not the next. */
  readonly aside?: boolean;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
};

/** A step in a column of steps: what came of it, or what is to be done next. */
export function Step({ title, state, by, at, aside = false, action, children }: Props) {
  const { t } = useText();
  return (
    <li className={`step step-${state}`} aria-current={state === "now" ? "step" : undefined}>
      <span className="step-mark" aria-hidden>
        {state === "done" && <CheckOutlined />}
        {state === "failed" && <MinusOutlined />}
      </span>
      <div className="step-content">
        <div className="step-head">
          <h3>{title}</h3>
          {at && (
            <span className="quiet small">
              {by && `${t("complaints.by", { name: by })} · `}
              <When at={at} />
            </span>
          )}
          {state === "now" && !at && !aside && <span className="step-now small">{t("complaints.next")}</span>}
        </div>
        {children}
        {action && <div className="row step-action no-print">{action}</div>}
      </div>
    </li>
  );
}

/** Words that a role may not read are said to be hidden, not left out. */
export function Words({ text }: { text: string | null | undefined }) {
  const { t } = useText();
  if (text === undefined) return <p className="quiet small">{t("complaints.hidden")}</p>;
  return text ? <p className="step-words">{text}</p> : null;
}

/** What was there before the latest, folded. */
export function Earlier({ count, children }: { count: number; children: ReactNode }) {
  const { t } = useText();
  if (!count) return null;
  return (
    <details className="step-earlier">
      <summary className="small">{t("complaints.earlier", { count })}</summary>
      {children}
    </details>
  );
}
